/** How far a section is, in the order it goes. */
export const SECTION_STATES = {
  drafting: 'Drafting',
  ready: 'Ready for review',
  agreed: 'Agreed by its lead',
  signed: 'Signed',
} as const;

/** The id of a section's state. */
export type SectionState = keyof typeof SECTION_STATES;
