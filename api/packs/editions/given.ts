import type { ExportSignOffStep, ExportVersion } from '../../../exports/input.ts';
import { dayAndTime } from '../../../exports/view-models/text/words.ts';
import type { Visibility } from '../../evidence/vocabulary.ts';
import type { SignOffStepView } from '../../versions/signing/contract.ts';

/** A step of a sign-off as far as a sign-off page shows it. */
export type ShownStep = Pick<SignOffStepView, 'title' | 'people' | 'all' | 'state' | 'signatures'>;

/** Which copy an edition is of: a version, or (number null) the text as it stands at `takenAt` (ISO 8601). */
export interface ShownCopy {
  number: number | null;
  takenAt: string;
  /** Every step of the sign-off is signed. */
  signed: boolean;
  hash: string;
}

/** What an edition is told besides the frozen assessment. */
export interface EditionFacts {
  copy: ShownCopy;
  /** Null when no sign-off was asked for. */
  signOff: readonly ShownStep[] | null;
  /** Evidence id to its visibility now: where it became stricter since, the stricter one holds. */
  visibilityNow: Readonly<Record<string, Visibility>>;
  /** Whether the cited files stand beside the document, as in a pack. */
  withFiles: boolean;
}

/** How a copy calls itself, and whether it is a draft: it is one until everybody has signed. */
export function shownVersion({ number, takenAt, signed, hash }: ShownCopy): ExportVersion {
  const label =
    number === null
      ? `Draft of ${dayAndTime(takenAt)}`
      : `Version ${number}, ${signed ? 'signed' : 'not yet signed'}`;
  return { label, number, state: number !== null && signed ? 'signed' : 'draft', takenAt, hash };
}

/** The steps of a sign-off as they are printed; a step that is signed waits for nobody. Reasons for refusing are not shown. */
export function shownSignOff(steps: readonly ShownStep[] | null): ExportSignOffStep[] {
  return (steps ?? []).map(({ title, people, state, signatures }) => ({
    title,
    signatures: signatures.map(({ by, at, note }) => ({ name: by.name, at, note })),
    awaited: state === 'signed' ? [] : people.filter(unsigned(signatures)).map((person) => person.name),
  }));
}

function unsigned(signatures: ShownStep['signatures']): (person: { id: string }) => boolean {
  return ({ id }) => signatures.every(({ by }) => by.id !== id);
}
