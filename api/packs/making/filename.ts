import { slug } from '../../../exports/evidence-path.ts';
import type { NewExport } from '../contract.ts';

/** What an export is called by: the assessment's title, and the number of the version or null with the day. */
export interface Named {
  title: string;
  version: number | null;
  against: number | null;
  day: Date;
}

const endings = { pdf: '.pdf', html: '.html', pack: '-evidence-pack.zip', comparison: '-changes.pdf' };

/** The name of an export's file, such as `self-assessment-of-testshire-v4.pdf`. */
export function exportFilename(
  { title, version, against, day }: Named,
  { form, edition }: Pick<NewExport, 'form' | 'edition'>,
): string {
  const draft = `draft-${day.toISOString().slice(0, 10)}`;
  const called = (number: number | null): string => (number === null ? draft : `v${number}`);
  const parts = [
    slug(title, 60) || 'self-assessment',
    called(version),
    ...(form === 'comparison' ? ['and', called(against)] : []),
    ...(edition === 'internal' && form !== 'comparison' ? ['internal'] : []),
  ];
  return parts.join('-') + endings[form];
}
