import type { AssessmentExport } from '../input.ts';
import { shortFingerprint } from './parts.ts';
import { halves, longDate, printable } from './text/words.ts';

/** What the cover says. */
export interface CoverView {
  title: string;
  council: string;
  framework: { title: string; publisher: string };
  status: string;
  version: string;
  date: string;
  fingerprint: { short: string; first: string; second: string };
  /** Whether the draft mark stands behind the text. */
  draft: boolean;
}

const states = { draft: 'Draft', signed: 'Signed' } as const;

/** The cover of an assessment. */
export function coverView({ title, council, framework, version }: AssessmentExport): CoverView {
  const hash = printable(version.hash);
  return {
    title: printable(title),
    council: printable(council) || 'Self-assessment',
    framework: { title: printable(framework.title), publisher: printable(framework.publisher) },
    status: states[version.state],
    version: printable(version.label),
    date: longDate(version.takenAt),
    fingerprint: { short: shortFingerprint(hash), ...halves(hash) },
    draft: version.state === 'draft',
  };
}
