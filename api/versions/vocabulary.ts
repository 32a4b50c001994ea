/** Why a version was taken: by a person under a name, or by Candour at a quiet moment or before something risky. */
export const VERSION_KINDS = { named: 'Named', automatic: 'Automatic' } as const;

/** The id of a kind of version. */
export type VersionKind = keyof typeof VERSION_KINDS;

/** How far a section is, in the order it goes. */
export const SECTION_STATES = {
  drafting: 'Drafting',
  ready: 'Ready for review',
  agreed: 'Agreed by its lead',
  signed: 'Signed',
} as const;

/** The id of a section's state. */
export type SectionState = keyof typeof SECTION_STATES;

/** How far a step of a sign-off is. */
export const STEP_STATES = {
  waiting: 'Waiting for the steps before',
  open: 'To be signed',
  signed: 'Signed',
  refused: 'Refused',
} as const;

/** The id of a step's state. */
export type StepState = keyof typeof STEP_STATES;
