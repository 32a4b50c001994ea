import type { AssessmentExport, ExportSignOffStep } from '../input.ts';
import { type PartView, part } from './parts.ts';
import { dayAndTime, halves, printable, printableOr } from './text/words.ts';

/** One line of the sign-off: a signature, or somebody who has yet to sign. Only `note` may be empty. */
export interface SignOffRow {
  step: string;
  name: string;
  at: string;
  note: string;
}

/** The sign-off page. `rows` is empty when none was asked for. */
export interface SignOffPart extends PartView {
  version: string;
  fingerprint: { first: string; second: string };
  rows: SignOffRow[];
}

/** The page on which people stand by the assessment. */
export function signOffPart({ signOff, version }: AssessmentExport): SignOffPart {
  return {
    ...part('part', 'signoff', { title: 'Sign-off' }),
    version: printable(version.label),
    fingerprint: halves(printable(version.hash)),
    rows: signOff.flatMap(rowsOf),
  };
}

function rowsOf({ title, signatures, awaited }: ExportSignOffStep): SignOffRow[] {
  const step = printableOr(title, 'Sign-off');
  const unsigned = awaited.length > 0 || signatures.length > 0 ? awaited : [''];
  return [
    ...signatures.map(({ name, at, note }) => ({
      step,
      name: printableOr(name, 'Name not recorded'),
      at: dayAndTime(at),
      note: printable(note).trim(),
    })),
    ...unsigned.map((name) => ({
      step,
      name: printableOr(name, 'To be named'),
      at: 'Not yet signed',
      note: '',
    })),
  ];
}
