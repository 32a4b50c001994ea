import type { AssessmentExport, ExportVersion } from '../input.ts';
import { shortFingerprint } from './parts.ts';
import { dayAndTime, longDate, printable } from './text/words.ts';

/** What the cover says. */
export interface CoverView {
  title: string;
  /** The title, word by word. */
  words: TitleWord[];
  council: string;
  /** What is said below the title. */
  subtitle: string;
  status: string;
  /** Which copy it is and when it was taken. */
  copy: string;
  fingerprint: string;
  /** Whether the draft mark stands behind the text. */
  draft: boolean;
}

/** A word of a title; one that is kept together is not broken at its hyphen. */
export interface TitleWord {
  text: string;
  together: boolean;
}

const states = { draft: 'Draft', signed: 'Signed' } as const;

/** The cover of an assessment. */
export function coverView({ title, council, framework, version }: AssessmentExport): CoverView {
  return {
    title: printable(title),
    words: titleWords(printable(title)),
    council: printable(council) || 'Self-assessment',
    subtitle: printable(`Written against ${framework.title}, ${framework.publisher}`),
    status: states[version.state],
    copy: copyLine(version),
    fingerprint: shortFingerprint(version.hash),
    draft: version.state === 'draft',
  };
}

/** The words of a title. A word that might be too long for a line may be broken anywhere. */
export function titleWords(title: string): TitleWord[] {
  return title.split(/\s+/).map((text) => ({ text, together: text.includes('-') && text.length <= 18 }));
}

function copyLine({ number, state, takenAt }: ExportVersion): string {
  if (number === null) return `As it stood on ${dayAndTime(takenAt)}`;
  return `Version ${number} of ${longDate(takenAt)}${state === 'draft' ? ', not yet signed' : ''}`;
}
