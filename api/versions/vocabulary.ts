export { SECTION_STATES, type SectionState } from '../assessments/vocabulary.ts';

/** Why a version was taken: by a person under a name, or by Candour at a quiet moment or before something risky. */
export const VERSION_KINDS = { named: 'Named', automatic: 'Automatic' } as const;

/** The id of a kind of version. */
export type VersionKind = keyof typeof VERSION_KINDS;

/** How far a step of a sign-off is. */
export const STEP_STATES = {
  waiting: 'Waiting for the steps before',
  open: 'To be signed',
  signed: 'Signed',
  refused: 'Refused',
} as const;

/** The id of a step's state. */
export type StepState = keyof typeof STEP_STATES;
