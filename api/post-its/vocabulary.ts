/** What became of a note, id to words. */
export const DISPOSITIONS = {
  'worked-in': 'Worked in',
  'evidence-asked': 'Evidence asked for',
  action: 'Action agreed',
  declined: 'Not taken up',
} as const;

/** The id of a disposition. */
export type Disposition = keyof typeof DISPOSITIONS;
