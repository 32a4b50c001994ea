import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { SetUpDone } from '../../../api/accounts/contract.ts';
import type { AssessmentView } from '../../../api/assessments/contract.ts';
import type { ClaimView } from '../../../api/claims/contract.ts';
import type { EvidenceView } from '../../../api/evidence/contract.ts';
import type { PostItView } from '../../../api/post-its/contract.ts';
import { startTestApp, type TestApp } from '../../support/app.ts';
import { type Client, createClient } from '../../support/http.ts';
import { readPdf } from '../../support/read-pdf.ts';

let app: TestApp;
let client: Client;
let done: SetUpDone;
let assessment: AssessmentView;

beforeAll(async () => {
  app = await startTestApp();
  client = createClient(app.url);
  done = (await client.post<SetUpDone>('/set-up', { token: app.setUpToken, kind: 'sample' })).body;
  assessment = (await client.get<AssessmentView>(`/assessments/${done.assessment ?? ''}`)).body;
});
afterAll(() => app.close());

async function everywhere<T>(what: 'claims' | 'post-its'): Promise<T[]> {
  const answers = assessment.sections.map(({ id }) => client.get<T[]>(`/sections/${id}/${what}`));
  return (await Promise.all(answers)).flatMap(({ body }) => body);
}

describe('the sample council', () => {
  test('signs its coordinator in', async () => {
    expect(done.me.name).toBe('Sarah Whitfield');
    expect(await client.get('/session')).toMatchObject({ body: { council: 'Wyremouth Council' } });
    expect(assessment.role).toBe('coordinator');
  });

  test('names four people, one for each part to play', async () => {
    expect(done.sample?.people.map(({ role }) => role)).toEqual([
      'Coordinator',
      'Lead',
      'Partner',
      'Senior manager',
    ]);
    for (const { email, name } of done.sample?.people ?? []) {
      const password = done.sample?.password;
      const answer = await createClient(app.url).post('/session', { email, password });
      expect(answer).toMatchObject({ status: 200, body: { me: { name } } });
    }
  });

  test('has two judgements written out and a few claims without evidence', () => {
    const written = assessment.sections.filter((section) => section.claims >= 12);
    expect(written.length).toBe(2);
    for (const { grade, claimsWithoutEvidence } of written) {
      expect(grade).not.toBeNull();
      expect(claimsWithoutEvidence).toBeGreaterThan(0);
      expect(claimsWithoutEvidence).toBeLessThan(6);
    }
  });

  test('has post-its of partners, open and dealt with in every way', async () => {
    const postIts = await everywhere<PostItView>('post-its');
    expect(postIts).toHaveLength(8);
    expect(postIts.filter((one) => one.dealtWith === null)).toHaveLength(4);
    expect(new Set(postIts.flatMap((one) => one.dealtWith?.disposition ?? []))).toEqual(
      new Set(['worked-in', 'evidence-asked', 'action', 'declined']),
    );
  });

  test('quotes its evidence word for word, on the page it names', async () => {
    const claims = await everywhere<ClaimView>('claims');
    const quoted = claims.flatMap(({ citations }) => citations).filter(({ quote }) => quote !== '');
    expect(quoted.length).toBeGreaterThan(20);
    const pages = await pagesOfLibrary();
    const wrong = quoted.filter(({ evidence, page, quote }) => {
      const all = pages.get(evidence) ?? [];
      return !(page === '' ? all.join(' ') : (all[Number(page) - 1] ?? '')).includes(quote);
    });
    expect(wrong).toEqual([]);
  });
});

/** The words of each page of each file; a file without pages is one page. */
async function pagesOfLibrary(): Promise<Map<string, string[]>> {
  const { body } = await client.get<EvidenceView[]>('/evidence');
  const found = new Map<string, string[]>();
  for (const { id, revisions } of body.filter((record) => record.revisions.length > 0)) {
    const response = await fetch(`${app.url}/api/evidence/${id}/revisions/1/file`, {
      headers: { cookie: client.cookie() },
    });
    const bytes = new Uint8Array(await response.arrayBuffer());
    const isPdf = revisions[0]?.mediaType === 'application/pdf';
    found.set(id, isPdf ? (await readPdf(bytes)).pages : [new TextDecoder().decode(bytes)]);
  }
  return found;
}
