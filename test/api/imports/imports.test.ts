import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { AssessmentView, RecommendationsView } from '../../../api/assessments/contract.ts';
import type { EvidenceView } from '../../../api/evidence/contract.ts';
import type { ImportProposal, ImportResult } from '../../../api/imports/contract.ts';
import { startTestApp, type TestApp } from '../../support/app.ts';
import type { Answer } from '../../support/http.ts';
import { newCouncil, newPerson, type TestPerson } from '../../support/people.ts';
import { bullet, heading, paragraph, table, wordFile } from './word-file.ts';

let app: TestApp;
let person: TestPerson;

beforeAll(async () => {
  app = await startTestApp({ CANDOUR_UPLOAD_MB: '1' });
  person = await newCouncil(app);
});

afterAll(() => app.close());

const file = wordFile(
  [
    paragraph('Our self-assessment', { style: 'Title' }),
    heading(1, 'Foreword'),
    paragraph('We wrote this together.'),
    heading(1, 'Leadership, management and governance'),
    heading(2, 'Strengths'),
    heading(3, 'Workforce'),
    bullet('Fewer people leave (Staff survey, May 2018).'),
    heading(2, 'Areas for development'),
    bullet('Training is patchy.'),
    heading(1, 'Appendix'),
    table([
      ['Recommendation', 'Current position', 'Progress'],
      ['1. Train people', 'A plan is made', 'Amber'],
    ]),
  ].join(''),
);

function upload<Body = ImportProposal>(
  who: TestPerson,
  bytes: Buffer = file,
  { name = 'ours.docx', framework = 'ofsted-sif-2013' } = {},
): Promise<Answer<Body>> {
  const form = new FormData();
  form.set('framework', framework);
  form.set('file', new Blob([new Uint8Array(bytes)]), name);
  return who.client.request<Body>('POST', '/imports', { body: form });
}

describe('an import', () => {
  test('is proposed and kept for its person alone', async () => {
    const { status, body } = await upload(person);
    expect(status).toBe(200);
    expect(body).toMatchObject({ title: 'Our self-assessment', filename: 'ours.docx', assessment: null });
    expect(body.counts).toMatchObject({
      sections: 1,
      claims: 2,
      themes: 1,
      frontMatter: 1,
      recommendations: 1,
    });
    const again = await person.client.get<ImportProposal>(`/imports/${body.id}`);
    expect(again.body).toEqual(body);
    const other = await newPerson(app, 'Otto Other', { administrator: true });
    expect((await other.client.get(`/imports/${body.id}`)).status).toBe(404);
  });

  test('creates the assessment, its evidence and its recommendations', async () => {
    const { body: proposal } = await upload(person);
    const corrections = [{ kind: 'title', title: 'May 2018' }];
    const { status, body } = await person.client.post<ImportResult>(`/imports/${proposal.id}/accept`, {
      corrections,
    });
    expect(status).toBe(200);
    expect(body.evidence).toMatchObject([{ source: 'Staff survey, May 2018', claims: 1 }]);
    expect(body.unplaced.map(({ text }) => text)).toContain('Our self-assessment');
    const { body: assessment } = await person.client.get<AssessmentView>(`/assessments/${body.assessment}`);
    expect(assessment).toMatchObject({ title: 'May 2018', role: 'coordinator', recommendations: 1 });
    expect(assessment.sections.filter(({ kind }) => kind === 'chapter').map(({ title }) => title)).toEqual([
      'Foreword',
    ]);
    const { body: rows } = await person.client.get<RecommendationsView>(
      `/assessments/${body.assessment}/recommendations`,
    );
    expect(rows.recommendations).toMatchObject([
      { number: 1, recommendation: 'Train people', position: 'A plan is made', progress: 'Amber' },
    ]);
    const { body: record } = await person.client.get<EvidenceView>(`/evidence/${body.evidence[0]?.id ?? ''}`);
    expect(record).toMatchObject({ type: 'staff-voice', date: '2018-05-01', revisions: [] });
  });

  test('is accepted once', async () => {
    const { body: proposal } = await upload(person);
    const accept = () => person.client.post<{ message: string }>(`/imports/${proposal.id}/accept`);
    const answers = await Promise.all([accept(), accept()]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect((await accept()).body.message).toMatch(/already been accepted/);
  });

  test('shows the effect of corrections and changes nothing', async () => {
    const { body: proposal } = await upload(person);
    const block = proposal.sections[0]?.sides[1]?.blocks[0]?.key;
    const { body } = await person.client.post<ImportProposal>(`/imports/${proposal.id}/preview`, {
      corrections: [{ kind: 'leave-out-block', block }],
    });
    expect(body.counts.claims).toBe(1);
    const { body: kept } = await person.client.get<ImportProposal>(`/imports/${proposal.id}`);
    expect(kept.counts.claims).toBe(2);
  });

  test('with a correction that does not fit creates nothing', async () => {
    const { body: proposal } = await upload(person);
    const corrections = [{ kind: 'leave-out-block', block: 'b999' }];
    const { status } = await person.client.post(`/imports/${proposal.id}/accept`, { corrections });
    expect(status).toBe(400);
    const { body: kept } = await person.client.get<ImportProposal>(`/imports/${proposal.id}`);
    expect(kept.assessment).toBe(null);
  });

  test('can be thrown away', async () => {
    const { body: proposal } = await upload(person);
    expect((await person.client.delete(`/imports/${proposal.id}`)).status).toBe(204);
    expect((await person.client.get(`/imports/${proposal.id}`)).status).toBe(404);
  });
});

describe('an upload is refused', () => {
  type Refusal = { message: string };

  test.each([
    ['a text named .docx', Buffer.from('words'), 400, /not a Word document/],
    ['an empty file', Buffer.alloc(0), 400, /is empty/],
    ['a file over the limit', Buffer.alloc(2 * 1024 * 1024), 413, /larger than the limit of 1 MB/],
  ])('for %s', async (_name, bytes, status, sentence) => {
    const answer = await upload<Refusal>(person, bytes);
    expect(answer.status).toBe(status);
    expect(answer.body.message).toMatch(sentence);
  });

  test('for an unknown framework, with those there are', async () => {
    const answer = await upload<Refusal>(person, file, { framework: 'ofsted-2099' });
    expect(answer.status).toBe(404);
    expect(answer.body.message).toMatch(/no framework ofsted-2099.*ofsted-sif-2013/);
  });

  test('without a file', async () => {
    const form = new FormData();
    form.set('framework', 'ofsted-sif-2013');
    const answer = await person.client.request<Refusal>('POST', '/imports', { body: form });
    expect(answer.status).toBe(400);
    expect(answer.body.message).toMatch(/No file was received/);
  });

  test('from someone who may not create assessments', async () => {
    const reader = await newPerson(app, 'Rita Reader');
    expect((await upload(reader)).status).toBe(403);
  });
});
