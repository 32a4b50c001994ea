import { Readable, Writable } from 'node:stream';
import type { AssessmentView } from '../../../api/assessments/contract.ts';
import { createAssessment } from '../../../api/assessments/service.ts';
import type { EvidenceFields, EvidenceStored } from '../../../api/evidence/contract.ts';
import { createEvidence, receiveFile } from '../../../api/evidence/service.ts';
import { readFrameworkFiles } from '../../../api/frameworks/library.ts';
import { make } from '../../../api/packs/making/make.ts';
import type { Order } from '../../../api/packs/making/produce.ts';
import { copyCounted } from '../../../api/packs/making/store.ts';
import type { VersionView } from '../../../api/versions/contract.ts';
import type { Block, Inline } from '../../../editor/schema/document.ts';
import { startTestApp, type TestApp } from '../../support/app.ts';
import { newCouncil, type TestPerson } from '../../support/people.ts';

/** An assessment that cites records of every visibility, and one that was made stricter after a version was taken. */
export interface PackScene {
  app: TestApp;
  ada: TestPerson;
  assessment: AssessmentView;
  /** The section that cites. */
  section: string;
  records: Record<'open' | 'shown' | 'secret' | 'partners' | 'stricter' | 'withdrawn', EvidenceStored>;
  version: VersionView;
}

/** Words that only some may read; each says in itself where it comes from. */
export const hidden = {
  title: 'Zebrafinch findings about one worker',
  filename: 'zebrafinch-report.pdf',
  quote: 'the zebrafinch words that were quoted',
  content: 'zebrafinch content',
  partners: 'Quokka notes of the partnership',
  stricter: 'Narwhal review, closed since',
  postIt: 'Axolotl: this is not what families told us',
};

const pdf = (words: string): Buffer =>
  Buffer.from(`%PDF-1.4\n% ${words}\n1 0 obj<<>>endobj\nstartxref\n0\n%%EOF\n`);

/** Adds a record with a PDF of these words. */
export async function addRecord(
  person: TestPerson,
  fields: Partial<EvidenceFields>,
  filename = 'file.pdf',
  words = filename,
): Promise<EvidenceStored> {
  const file = await receiveFile(filename, Readable.from([pdf(words)]));
  const plain = {
    source: 'Council',
    type: 'other',
    date: '2026-02-01',
    visibility: 'inspectors',
    notForQuotation: false,
  } as const;
  return createEvidence(await person.actor(), { title: 'A record', ...plain, ...fields }, file);
}

/** A file as an upload would bring it. */
export const fileOf = (filename: string, words: string) => receiveFile(filename, Readable.from([pdf(words)]));

/** Starts a Candour with one, and takes a version. */
export async function startPackScene(): Promise<PackScene> {
  const app = await startTestApp();
  const ada = await newCouncil(app);
  const records = {
    open: await addRecord(
      ada,
      { title: 'Peer review, October 2025', visibility: 'public' },
      'Peer review.pdf',
    ),
    shown: await addRecord(ada, { title: '=Scorecard', notForQuotation: true }, 'scorecard.pdf'),
    secret: await addRecord(
      ada,
      { title: hidden.title, visibility: 'council' },
      hidden.filename,
      hidden.content,
    ),
    partners: await addRecord(ada, { title: hidden.partners, visibility: 'partners' }, 'quokka.pdf'),
    stricter: await addRecord(ada, { title: hidden.stricter }, 'narwhal.pdf'),
    withdrawn: await addRecord(ada, { title: 'An older plan' }, 'plan.pdf'),
  };
  const framework = readFrameworkFiles().find((one) => one.id === 'ofsted-ilacs-2023');
  const judgement = framework?.judgements.find((one) => one.section);
  const [first, second] = framework?.sides ?? [];
  const assessment = await createAssessment(await ada.actor(), {
    title: 'Self-assessment of Testshire',
    framework: 'ofsted-ilacs-2023',
    chapters: [
      {
        title: 'Foreword',
        place: 'front',
        text: { type: 'doc', content: [paragraph('We know ourselves.', cite(records.open))] },
      },
    ],
    sections: [
      {
        judgement: judgement?.id ?? '',
        regions: {
          [first?.id ?? '']: {
            type: 'doc',
            content: [
              {
                type: 'theme',
                attrs: { id: 'theme0000001' },
                content: [{ type: 'text', text: 'Early help' }],
              },
              claim(
                'claim0000001',
                'Families get help early',
                cite(records.open, '4', 'help early'),
                cite(records.shown, '2', 'Okapi words not to be quoted'),
              ),
              claim(
                'claim0000002',
                'Workers know their children',
                cite(records.secret, '7', hidden.quote),
                cite(records.partners),
              ),
              claim(
                'claim0000003',
                'Plans are read',
                cite(records.stricter, '1', 'narwhal quote'),
                cite(records.withdrawn),
              ),
            ],
          },
          [second?.id ?? '']: {
            type: 'doc',
            content: [claim('claim0000004', 'Visits are late in one district')],
          },
        },
      },
    ],
    recommendations: [{ recommendation: 'Do better', position: 'We did', progress: 'Complete' }],
  });
  await ada.client.post(`/evidence/${records.withdrawn.id}/withdraw`, {
    reason: 'Numbat reason of the council',
  });
  const section = assessment.sections.find((one) => one.kind === 'judgement')?.id ?? '';
  await ada.client.post(`/sections/${section}/post-its`, {
    target: { kind: 'section' },
    note: hidden.postIt,
  });
  const { body } = await ada.client.post<VersionView>(`/assessments/${assessment.id}/versions`, {
    title: 'For the Board',
  });
  await ada.client.patch(`/evidence/${records.stricter.id}`, { visibility: 'council' });
  return { app, ada, assessment, section, records, version: body };
}

/** Makes an export at once; answers its bytes with what is known of it. */
export async function made(order: Omit<Order, 'against'> & Partial<Pick<Order, 'against'>>) {
  const chunks: Buffer[] = [];
  const target = new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(chunk);
      done();
    },
  });
  const known = await make(
    {
      actor: { id: null, name: 'Test' },
      subject: order.assessment,
      order: { against: null, ...order },
      keep: (content, options) => copyCounted(content, target, options),
    },
    { signal: new AbortController().signal, report: () => undefined },
  );
  return { ...known, content: new Uint8Array(Buffer.concat(chunks)) };
}

const cite = ({ id }: EvidenceStored, page = '', quote = ''): Inline => ({
  type: 'citation',
  attrs: { evidence: id, revision: 1, page, quote },
});
const claim = (id: string, text: string, ...citations: Inline[]): Block => ({
  type: 'claim',
  attrs: { id, level: 0 },
  content: [{ type: 'text', text }, ...citations],
});
const paragraph = (text: string, ...citations: Inline[]): Block => ({
  type: 'paragraph',
  attrs: { bullet: false },
  content: [{ type: 'text', text }, ...citations],
});
