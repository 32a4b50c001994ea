import { comparisonDocument } from '../../../exports/comparison/document.ts';
import { councilName } from '../../accounts/installation.ts';
import { assessmentFacts } from '../../assessments/service.ts';
import { InvalidInput } from '../../http/errors.ts';
import { compareVersions } from '../../versions/service.ts';
import { comparisonEdition } from '../editions/comparison.ts';
import { printPdf } from '../printing.ts';
import { exportFilename } from './filename.ts';
import type { Order, ProduceOptions, Product } from './produce.ts';
import { namedVersion } from './subject.ts';

/** Prints what changed between two versions, or a version and the text as it stands; the older one stands first. */
export async function produceComparison(order: Order, { signal, report }: ProduceOptions): Promise<Product> {
  const [before, after] = await inOrder(order);
  const comparison = await compareVersions(before, after);
  const { title } = await assessmentFacts(order.assessment);
  const input = comparisonEdition(comparison, { council: (await councilName()) ?? '', assessment: title });
  const { bytes, ...checked } = await printPdf(comparisonDocument(input), {
    signal,
    onProgress: ({ fraction, step }) => report(fraction, step),
  });
  const filename = exportFilename(
    {
      title,
      version: comparison.before.number,
      against: comparison.after.number,
      day: new Date(comparison.after.at),
    },
    order,
  );
  return { ...checked, filename, manifestSha256: null, content: [bytes], size: bytes.length, progress: 1 };
}

/** The ids of the two, the older first; the text as it stands (null) is younger than every version. */
async function inOrder({ assessment, version, against }: Order): Promise<[string, string | null]> {
  if (version === null || against === null) {
    const only = version ?? against;
    if (only === null) throw new InvalidInput('Choose a version to compare with the text as it stands.');
    return [(await namedVersion(assessment, only)).id, null];
  }
  const [one, other] = [await namedVersion(assessment, version), await namedVersion(assessment, against)];
  return one.number < other.number ? [one.id, other.id] : [other.id, one.id];
}
