/** What a person is in one assessment. */
export const ROLES = ['coordinator', 'lead', 'contributor', 'partner', 'senior-manager', 'reader'] as const;

/** One of the six roles. */
export type Role = (typeof ROLES)[number];

/** The roles in words, with what each may do. */
export const ROLE_WORDS: Record<Role, { name: string; may: string }> = {
  coordinator: {
    name: 'Coordinator',
    may: 'Runs the assessment: edits everything, invites people, imports and exports',
  },
  lead: { name: 'Lead', may: 'Edits and grades their own sections and answers post-its on them' },
  contributor: { name: 'Contributor', may: 'Edits their own sections' },
  partner: { name: 'Partner', may: 'Reads and sticks post-its; cannot change the text' },
  'senior-manager': { name: 'Senior manager', may: 'Reads, sticks post-its, exports and signs off' },
  reader: { name: 'Reader', may: 'Reads and sticks post-its' },
};
