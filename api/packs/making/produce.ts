import type { Readable } from 'node:stream';
import { AlteredFile } from '../../../exports/pack/zip.ts';
import { packOf } from '../../../exports/pack/pack.ts';
import { Unavailable } from '../../http/errors.ts';
import type { ExportView, NewExport } from '../contract.ts';
import { printPdf } from '../printing.ts';
import { EDITIONS } from '../vocabulary.ts';
import { produceComparison } from './comparison.ts';
import { packData } from './data.ts';
import { draw } from './drawings.ts';
import { evidenceEntries } from './evidence-files.ts';
import { exportFilename } from './filename.ts';
import { type Subject, subjectOf } from './subject.ts';

/** What making something is given: a signal that stops it, and where to say how far it is (0 to 1). */
export interface ProduceOptions {
  signal: AbortSignal;
  report: (progress: number, step: string) => void;
}

/** An export as it comes out, before it is stored anywhere. */
export interface Product extends Pick<
  ExportView,
  'inspectionReady' | 'problems' | 'manifestSha256' | 'filename'
> {
  content: Readable | Iterable<Uint8Array>;
  /** How many bytes are to come, or a good guess. */
  size: number;
  /** Where on the way from 0 to 1 the making of it stands, before its bytes are read. */
  progress: number;
}

/** What is to be made. */
export type Order = Pick<NewExport, 'assessment' | 'version' | 'against' | 'form' | 'edition'>;

/** Makes an export. Throws NotFound, and Unavailable when the browser is missing, hangs or dies. */
export async function produce(order: Order, options: ProduceOptions): Promise<Product> {
  options.report(0, 'Gathering the text and the evidence');
  if (order.form === 'comparison') return produceComparison(order, options);
  const subject = await subjectOf(order.assessment, order.version);
  const product = await producers[order.form](subject, order, options);
  return { ...product, filename: filenameFor(subject, order) };
}

type Producer = (
  subject: Subject,
  order: Pick<NewExport, 'edition' | 'assessment' | 'against'>,
  options: ProduceOptions,
) => Promise<Omit<Product, 'filename'>>;

const producers: Record<Exclude<NewExport['form'], 'comparison'>, Producer> = {
  async pdf(subject, { edition }, { signal, report }) {
    const document = draw(subject, edition, false).document();
    const { bytes, ...checked } = await printPdf(document, {
      signal,
      onProgress: ({ fraction, step }) => report(fraction, step),
    });
    return { ...checked, manifestSha256: null, content: [bytes], size: bytes.length, progress: 1 };
  },
  html(subject, { edition }) {
    const page = Buffer.from(draw(subject, edition, false).page());
    const unprinted = { inspectionReady: null, problems: [], manifestSha256: null };
    return Promise.resolve({ ...unprinted, content: [page], size: page.length, progress: 1 });
  },
  async pack(subject, { edition }, { signal, report }) {
    const drawing = draw(subject, edition, true);
    const files = await evidenceEntries(subject.frozen, drawing.input.evidence);
    const { bytes: pdf, ...checked } = await printPdf(drawing.document(), {
      signal,
      onProgress: ({ fraction, step }) => report(fraction / 2, step),
    });
    report(0.5, 'Putting in the evidence files');
    const { content, manifestSha256, bytes } = packOf({
      input: drawing.input,
      edition: EDITIONS[edition],
      pdf,
      page: drawing.page(),
      data: packData(subject.frozen, subject.facts, edition),
      files,
    });
    return { ...checked, manifestSha256, content, size: bytes, progress: 0.5 };
  },
};

function filenameFor({ frozen, facts }: Subject, order: Pick<NewExport, 'form' | 'edition'>): string {
  const { number, takenAt } = facts.copy;
  const named = { title: frozen.title, version: number, against: null, day: new Date(takenAt) };
  return exportFilename(named, order);
}

/** What to say when a product broke off while it was read: an evidence file that is not the one that was cited. */
export function readingFailure(error: unknown): unknown {
  if (!(error instanceof AlteredFile)) return error;
  const words =
    'A file of the library is not the one that was stored, so the pack was not made. Tell whoever runs Candour at once.';
  return Object.assign(new Unavailable(`${words} ${error.message}`), { cause: error });
}
