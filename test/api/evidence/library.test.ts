import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { AssessmentView } from '../../../api/assessments/contract.ts';
import type { EvidenceStored, EvidenceView } from '../../../api/evidence/contract.ts';
import { evidenceByIds } from '../../../api/evidence/service.ts';
import { giveRole, type TestPerson } from '../../support/people.ts';
import { download, formWith, type LibraryScene, startLibrary, uploadBy } from './library-scene.ts';
import { madePdf } from './made-files.ts';

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

let scene: LibraryScene;
let lead: TestPerson;
let contributor: TestPerson;
let partner: TestPerson;
beforeAll(async () => {
  scene = await startLibrary();
  lead = await scene.member('Lea Lead', 'lead');
  contributor = await scene.member('Con Contributor', 'contributor');
  partner = await scene.member('Pat Partner', 'partner');
});
afterAll(() => scene.app.close());

const titles = async (person: TestPerson, query: string) => {
  const { body } = await person.client.get<EvidenceView[]>(`/evidence?${query}`);
  return body.map((record) => record.title);
};

describe('two inspection reports', () => {
  const stored: EvidenceStored[] = [];
  let reports: Uint8Array[];
  beforeAll(async () => {
    reports = [await madePdf('Inspection 2015', 'page two'), await madePdf('Inspection 2018')];
    for (const [index, year] of ['2015', '2018'].entries()) {
      const fields = {
        title: `Inspection report ${year}`,
        source: 'Ofsted',
        type: 'external-validation',
        date: `${year}-11-27`,
        visibility: 'public',
      };
      const { body } = await uploadBy(contributor, reports[index] ?? '', `report-${year}.pdf`, fields);
      stored.push(body);
    }
  });

  test('are kept with number, hash and what was said of them', () => {
    expect(stored.map((record) => record.number)).toEqual(['E001', 'E002']);
    expect(stored[0]).toMatchObject({
      title: 'Inspection report 2015',
      date: '2015-11-27',
      addedBy: 'Con Contributor',
      rights: { change: true },
      duplicateOf: null,
      revisions: [
        {
          revision: 1,
          filename: 'report-2015.pdf',
          mediaType: 'application/pdf',
          bytes: reports[0]?.length,
          sha256: sha256(reports[0] ?? Buffer.alloc(0)),
        },
      ],
    });
  });

  test('are found by the beginnings of words, in any order', async () => {
    expect(await titles(partner, 'query=insp')).toEqual(['Inspection report 2018', 'Inspection report 2015']);
    expect(await titles(partner, 'query=OFST 2015 ins')).toEqual(['Inspection report 2015']);
    expect(await titles(partner, 'query=e002')).toEqual(['Inspection report 2018']);
    expect(await titles(partner, 'query=spection')).toEqual([]);
    expect(await titles(partner, `query=${encodeURIComponent('(a+)+$ .*')}`)).toEqual([]);
    expect(await titles(partner, 'type=minutes')).toEqual([]);
    expect(await titles(partner, 'type=external-validation')).toHaveLength(2);
  });

  test('come back byte for byte, as sandboxed attachments', async () => {
    const [first] = stored;
    const response = await download(partner, scene.app, `${first?.id}/revisions/1`);
    expect(Buffer.from(await response.arrayBuffer())).toEqual(Buffer.from(reports[0] ?? []));
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': 'attachment; filename=report-2015.pdf',
      'content-security-policy': "sandbox; default-src 'none'",
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
      'accept-ranges': 'bytes',
      'content-length': String(reports[0]?.length),
    });
  });

  test.each([
    ['bytes=0-3', 206, [0, 4]],
    ['bytes=100-', 206, [100, undefined]],
    ['bytes=-20', 206, [-20, undefined]],
    ['bytes=9999999-', 200, [0, undefined]],
    ['bytes=0-1,5-6', 200, [0, undefined]],
    ['lines=1-2', 200, [0, undefined]],
  ])('answer the range %s', async (range, status, [start, end]) => {
    const response = await download(lead, scene.app, `${stored[0]?.id}/revisions/1`, { range });
    expect(response.status).toBe(status);
    const expected = Buffer.from(reports[0] ?? []).subarray(start, end);
    expect(Buffer.from(await response.arrayBuffer())).toEqual(expected);
  });

  test('a range of another file is answered with this one whole', async () => {
    const headers = { range: 'bytes=0-3', 'if-range': '"other"' };
    const response = await download(lead, scene.app, `${stored[0]?.id}/revisions/1`, headers);
    expect(response.status).toBe(200);
  });

  test('the same file again is taken and named', async () => {
    const again = await uploadBy(lead, reports[0] ?? '', 'copy.pdf');
    expect(again.body.duplicateOf).toMatchObject({ number: 'E001', title: 'Inspection report 2015' });
    await lead.client.post(`/evidence/${again.body.id}/withdraw`, { reason: 'A copy of E001' });
  });

  test('a second revision leaves the first as it was', async () => {
    const [, second] = stored;
    const corrected = await madePdf('Inspection 2018, corrected');
    const form = formWith(corrected, 'corrected.pdf');
    const revised = await contributor.client.request<EvidenceStored>(
      'POST',
      `/evidence/${second?.id}/revisions`,
      { body: form },
    );
    expect(revised.body.revisions.map((one) => [one.revision, one.filename])).toEqual([
      [1, 'report-2018.pdf'],
      [2, 'corrected.pdf'],
    ]);
    expect(revised.body.revisions[0]).toEqual(second?.revisions[0]);
    const first = await download(lead, scene.app, `${second?.id}/revisions/1`);
    expect(sha256(Buffer.from(await first.arrayBuffer()))).toBe(second?.revisions[0]?.sha256);
    const missing = await download(lead, scene.app, `${second?.id}/revisions/3`);
    expect(missing.status).toBe(404);
    const again = formWith(corrected, 'corrected.pdf');
    const refused = await lead.client.request('POST', `/evidence/${second?.id}/revisions`, { body: again });
    expect(refused.status).toBe(409);
  });

  test('two revisions at once get two numbers or one is refused', async () => {
    const files = await Promise.all([madePdf('one'), madePdf('two'), madePdf('three')]);
    const answers = await Promise.all(
      files.map((bytes) =>
        lead.client.request('POST', `/evidence/${stored[0]?.id}/revisions`, {
          body: formWith(bytes, 'next.pdf'),
        }),
      ),
    );
    const taken = answers.filter((answer) => answer.status === 200).length;
    const { body } = await lead.client.get<EvidenceView>(`/evidence/${stored[0]?.id}`);
    expect(body.revisions.map((one) => one.revision)).toEqual(
      Array.from({ length: taken + 1 }, (_, index) => index + 1),
    );
    expect(answers.every((answer) => [200, 409].includes(answer.status))).toBe(true);
  });
});

describe('a record without a file', () => {
  test('is added from what is said of it, cleaned', async () => {
    const title = '  Audit\u202E of\nvisits\u0007 ';
    const { body } = await lead.client.post<EvidenceStored>('/evidence', { title });
    expect(body).toMatchObject({
      title: 'Audit of visits',
      revisions: [],
      type: 'other',
      visibility: 'inspectors',
    });
  });

  test('numbers are given once, however many come together', async () => {
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, n) =>
        lead.client.post<EvidenceStored>('/evidence', { title: `Plan ${n}` }),
      ),
    );
    expect(new Set(answers.map((answer) => answer.body.number)).size).toBe(8);
  });

  test('what is wrong is said by field', async () => {
    const answer = await lead.client.post('/evidence', {
      title: ' \u200B ',
      date: '2026-02-30',
      colour: 'red',
    });
    expect(answer).toMatchObject({
      status: 400,
      body: { problems: [{ field: 'title' }, { field: 'date' }, { field: '' }] },
    });
  });
});

describe('changing a record', () => {
  let own: EvidenceStored;
  beforeAll(async () => {
    own = (await contributor.client.post<EvidenceStored>('/evidence', { title: 'Minutes', source: 'Board' }))
      .body;
  });

  test('its adder and those who manage the library may', async () => {
    const changed = await contributor.client.patch<EvidenceView>(`/evidence/${own.id}`, {
      title: 'Board minutes',
    });
    expect(changed.body).toMatchObject({ title: 'Board minutes', source: 'Board', type: 'other' });
    const byLead = await lead.client.patch<EvidenceView>(`/evidence/${own.id}`, {
      type: 'minutes',
      date: '2026-01-09',
    });
    expect(byLead.body).toMatchObject({ title: 'Board minutes', type: 'minutes', date: '2026-01-09' });
    expect(await titles(lead, 'query=board min')).toEqual(['Board minutes']);
  });

  test('another contributor, a partner and a reader may not', async () => {
    const other = await scene.member('Oda Other', 'contributor');
    const reader = await scene.member('Rea Reader', 'reader');
    for (const person of [other, partner, reader]) {
      const answer = await person.client.patch(`/evidence/${own.id}`, { title: 'Mine' });
      expect(answer.status).toBe(403);
    }
    const { body } = await other.client.get<EvidenceView>(`/evidence/${own.id}`);
    expect(body).toMatchObject({ title: 'Board minutes', rights: { change: false } });
  });

  test('fields that are not theirs to set are refused', async () => {
    for (const field of ['number', 'sequence', 'revisions', 'withdrawn', '$set', 'addedBy']) {
      const answer = await lead.client.patch(`/evidence/${own.id}`, { [field]: 'x' });
      expect([field, answer.status]).toEqual([field, 400]);
    }
    for (const title of [{ $ne: null }, ['x'], { toString: 1 }]) {
      expect((await lead.client.patch(`/evidence/${own.id}`, { title })).status).toBe(400);
    }
  });

  test('withdrawing needs a reason, keeps the record and ends changes', async () => {
    const path = `/evidence/${own.id}`;
    expect((await contributor.client.post(`${path}/withdraw`, { reason: ' ' })).status).toBe(400);
    const { body } = await contributor.client.post<EvidenceView>(`${path}/withdraw`, {
      reason: 'Superseded',
    });
    expect(body.withdrawn).toMatchObject({ reason: 'Superseded', by: 'Con Contributor' });
    for (const answer of [
      await lead.client.patch(path, { title: 'Again' }),
      await lead.client.post(`${path}/withdraw`, { reason: 'Again' }),
      await lead.client.request('POST', `${path}/revisions`, { body: formWith('a,b', 'x.csv') }),
    ]) {
      expect(answer.status).toBe(423);
    }
    expect((await lead.client.get(path)).status).toBe(200);
    expect(await evidenceByIds([own.id, 'nonsense', 'f'.repeat(24)])).toHaveLength(1);
  });
});

describe('what only the council may see', () => {
  let secret: EvidenceStored;
  beforeAll(async () => {
    const bytes = await madePdf('For the council');
    secret = (await uploadBy(lead, bytes, 'secret.pdf', { title: 'Zebra', visibility: 'council' })).body;
  });

  test('a partner cannot find, open, download or change', async () => {
    expect(await titles(partner, 'query=zebra')).toEqual([]);
    const missing = await partner.client.get(`/evidence/${'0'.repeat(24)}`);
    const hidden = await partner.client.get(`/evidence/${secret.id}`);
    expect(hidden).toMatchObject({ status: 404, body: missing.body });
    expect((await download(partner, scene.app, `${secret.id}/revisions/1`)).status).toBe(404);
    expect((await partner.client.patch(`/evidence/${secret.id}`, { title: 'x' })).status).toBe(403);
  });

  test('a partner who is also a reader elsewhere can', async () => {
    const both = await scene.member('Bo Both', 'partner');
    expect(await titles(both, 'query=zebra')).toEqual([]);
    const other = await scene.administrator.client.post<AssessmentView>('/assessments', {
      title: 'Another',
      framework: 'ofsted-ilacs-2018',
    });
    await giveRole(both, { assessment: other.body.id, role: 'reader' });
    expect(await titles(both, 'query=zebra')).toEqual(['Zebra']);
  });

  test('nobody outside can', async () => {
    const response = await fetch(`${scene.app.url}/api/evidence/${secret.id}/revisions/1/file`);
    expect(response.status).toBe(401);
  });
});
