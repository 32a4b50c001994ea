/** Who may see a record, from fewest to most; each includes those before it. */
export const VISIBILITIES = ['council', 'partners', 'inspectors', 'public'] as const;

/** One of the four visibilities. */
export type Visibility = (typeof VISIBILITIES)[number];

/** The visibilities in words. */
export const VISIBILITY_WORDS: Record<Visibility, string> = {
  council: 'Council only',
  partners: 'Council and partners',
  inspectors: 'Council, partners and inspectors',
  public: 'Public',
};

/** The kinds of evidence councils keep, id to words. */
export const EVIDENCE_TYPES = {
  'external-validation': 'Inspection or peer review',
  'performance-data': 'Performance data',
  'case-audit': 'Case audit summary',
  'practice-observation': 'Practice observation',
  'child-voice': 'Voice of children and families',
  'staff-voice': 'Staff voice',
  complaints: 'Complaints and learning',
  'case-review': 'Case review learning',
  'partner-evidence': 'Partner evidence',
  plan: 'Plan or strategy',
  minutes: 'Minutes and decisions',
  policy: 'Policy or procedure',
  other: 'Other',
} as const;

/** The id of a kind of evidence. */
export type EvidenceType = keyof typeof EVIDENCE_TYPES;
