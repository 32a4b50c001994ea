import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import mongoose from 'mongoose';
import { createHash } from 'node:crypto';
import type { Block } from '../../../editor/schema/document.ts';
import { createAssessment } from '../../../api/assessments/service.ts';
import { createEvidence } from '../../../api/evidence/service.ts';
import type { Visibility } from '../../../api/evidence/vocabulary.ts';
import type { ExportsView, ExportView } from '../../../api/packs/contract.ts';
import { type TestApp, startTestApp } from '../../support/app.ts';
import { giveRole, newCouncil, newMember, newPerson, type TestPerson } from '../../support/people.ts';
import { readPdf } from '../../support/read-pdf.ts';
import { unzipped } from '../../exports/sample-pack.ts';
import { until } from '../../support/until.ts';

let app: TestApp;
let ada: TestPerson;
let assessment: string;

beforeAll(async () => {
  app = await startTestApp();
  ada = await newCouncil(app);
  const shown = await record('A letter inspectors may read', 'inspectors');
  const hidden = await record('A secret of the council', 'partners');
  assessment = await seed([
    theme('Early help'),
    claim('first00claim', 'Families get help early', cite(shown)),
    claim('second0claim', 'Nobody may see why', cite(hidden)),
  ]);
});

afterAll(() => app.close());

async function record(title: string, visibility: Visibility): Promise<string> {
  const fields = {
    title,
    source: 'Council',
    type: 'other',
    date: null,
    visibility,
    notForQuotation: false,
  } as const;
  const { id } = await createEvidence(await ada.actor(), fields, null);
  return id;
}

async function seed(content: Block[]): Promise<string> {
  const { id } = await createAssessment(await ada.actor(), {
    title: 'Self-assessment of Testshire',
    framework: 'ofsted-ilacs-2018',
    chapters: [{ title: 'Foreword', place: 'front', text: { type: 'doc', content: [] } }],
    sections: [{ judgement: await firstJudgement(), regions: { effective: { type: 'doc', content } } }],
    recommendations: [{ recommendation: 'Do better', position: 'We did', progress: 'Complete' }],
  });
  return id;
}

async function firstJudgement(): Promise<string> {
  const answer = await ada.client.get<{ id: string; judgements: { id: string; section: boolean }[] }>(
    '/frameworks/ofsted-ilacs-2018',
  );
  return answer.body.judgements.find((each) => each.section)?.id ?? '';
}

async function finished(id: string): Promise<ExportView> {
  return until<ExportView | null>(async () => {
    const { body } = await ada.client.get<ExportView>(`/exports/${id}`);
    return body.state === 'queued' || body.state === 'running' ? null : body;
  }, 'the PDF');
}

const theme = (text: string): Block => ({
  type: 'theme',
  attrs: { id: 'theme0000001' },
  content: [{ type: 'text', text }],
});
const cite = (evidence: string) =>
  ({ type: 'citation', attrs: { evidence, revision: 1, page: '4', quote: '' } }) as const;
const claim = (id: string, text: string, citation: ReturnType<typeof cite>): Block => ({
  type: 'claim',
  attrs: { id, level: 0 },
  content: [{ type: 'text', text }, citation],
});

describe('an export', () => {
  test('is made, told about and downloaded', async () => {
    const asked = await ada.client.post<{ id: string }>(`/assessments/${assessment}/exports`);
    expect(asked.status).toBe(200);
    const done = await finished(asked.body.id);
    expect(done).toMatchObject({ state: 'done', progress: 1, error: null });
    expect(done.filename).toMatch(/^self-assessment-of-testshire-draft-\d{4}-\d\d-\d\d\.pdf$/);

    const response = await fetch(`${app.url}/api/exports/${done.id}/file`, {
      headers: { cookie: ada.client.cookie() },
    });
    expect(response.headers.get('content-disposition')).toBe(`attachment; filename=${done.filename}`);
    expect(response.headers.get('content-type')).toBe('application/pdf');
    const bytes = new Uint8Array(await response.arrayBuffer());
    expect(bytes).toHaveLength(done.bytes ?? 0);

    const text = (await readPdf(bytes)).pages.join(' ').replace(/\s+/g, ' ');
    expect(text).toContain('Testshire');
    expect(text).toMatch(/\.E1 +Families get help early \[E001, p\.4\]/);
    expect(text).toContain('Nobody may see why [held by the council]');
    expect(text).toContain('A letter inspectors may read');
    expect(text).not.toContain('A secret of the council');
    expect(text).toContain('Do better');
  });

  test('is for those who may export, and for nobody else', async () => {
    const { body } = await ada.client.post<{ id: string }>(`/assessments/${assessment}/exports`);
    await finished(body.id);
    const partner = await newPerson(app, 'Pat Partner');
    await giveRole(partner, { assessment, role: 'partner' });
    for (const path of [`/exports/${body.id}`, `/exports/${body.id}/file`]) {
      expect((await partner.client.get(path)).status).toBe(403);
    }
    expect((await partner.client.post(`/assessments/${assessment}/exports`)).status).toBe(403);
  });

  test('that is not there is not found', async () => {
    expect((await ada.client.get(`/exports/${'0'.repeat(24)}`)).status).toBe(404);
    expect((await ada.client.get('/exports/nonsense/file')).status).toBe(404);
  });

  test('can be cancelled, and no one may queue without end', async () => {
    const elsewhere = {
      state: 'running',
      worker: 'another process',
      aliveAt: new Date(Date.now() + 3_600_000),
    };
    const asked: string[] = [];
    for (const filename of ['a.pdf', 'b.pdf', 'c.pdf']) {
      const what = { form: 'pdf', edition: 'inspection', version: null, against: null, filename };
      const record = {
        assessment,
        ...what,
        ...elsewhere,
        requestedAt: new Date(),
        requestedBy: { id: ada.id, name: ada.name },
      };
      const { insertedId } = await mongoose.connection.collection('exports').insertOne(record);
      asked.push(insertedId.toHexString());
    }
    expect((await ada.client.post(`/assessments/${assessment}/exports`)).status).toBe(429);
    const [first, , last] = asked;
    const other = await newMember(app, 'Lee Lead', { assessment, role: 'lead' });
    expect((await other.client.delete(`/exports/${last}`)).status).toBe(403);
    const cancelled = await ada.client.delete<ExportView>(`/exports/${last}`);
    expect(cancelled.body).toMatchObject({ state: 'cancelled', error: null, bytes: null });
    expect((await ada.client.delete(`/exports/${last}`)).status).toBe(409);
    expect((await ada.client.get(`/exports/${last}/file`)).status).toBe(404);
    const { body } = await ada.client.get<ExportsView>(`/assessments/${assessment}/exports`);
    expect(body.exports[0]).toMatchObject({ id: last, requestedBy: ada.name, state: 'cancelled' });
    expect(body.exports[2]).toMatchObject({ id: first, state: 'running' });
    for (const id of asked.slice(0, 2)) await ada.client.delete(`/exports/${id}`);
  });

  test('of a version, as a pack, says its size before it is made and its fingerprint after', async () => {
    const { body: version } = await ada.client.post<{ id: string }>(`/assessments/${assessment}/versions`, {
      title: 'For the Board',
    });
    const size = await ada.client.get(
      `/assessments/${assessment}/pack-size?version=${version.id}&edition=internal`,
    );
    expect(size.body).toEqual({ files: 0, bytes: 0 });
    const order = { version: version.id, form: 'pack' };
    const { body } = await ada.client.post<{ id: string }>(`/assessments/${assessment}/exports`, order);
    const done = await finished(body.id);
    expect(done).toMatchObject({
      state: 'done',
      form: 'pack',
      version: { id: version.id, number: 1, title: 'For the Board' },
      filename: 'self-assessment-of-testshire-v1-evidence-pack.zip',
      inspectionReady: true,
      problems: [],
    });
    const file = await fetch(`${app.url}/api/exports/${done.id}/file`, {
      headers: { cookie: ada.client.cookie() },
    });
    expect(file.headers.get('content-type')).toBe('application/zip');
    const bytes = new Uint8Array(await file.arrayBuffer());
    const hash = (data: Uint8Array): string => createHash('sha256').update(data).digest('hex');
    expect(done.sha256).toBe(hash(bytes));
    expect(done.manifestSha256).toBe(hash(unzipped(bytes).get('manifest.json') ?? new Uint8Array()));
    const trail = await mongoose.connection
      .collection('audit')
      .findOne({ event: 'export.made', subject: done.id });
    expect(trail?.['details']).toContain(done.manifestSha256);
  });

  test('of another assessment’s version, or a comparison of a thing with itself, is refused', async () => {
    const other = await seed([]);
    const { body: version } = await ada.client.post<{ id: string }>(`/assessments/${other}/versions`, {
      title: 'Other',
    });
    for (const order of [{ version: version.id }, { form: 'comparison' }]) {
      expect((await ada.client.post(`/assessments/${assessment}/exports`, order)).status).toBe(400);
    }
    const size = await ada.client.get(`/assessments/${assessment}/pack-size?version=${version.id}`);
    expect(size.status).toBe(400);
  });
});
