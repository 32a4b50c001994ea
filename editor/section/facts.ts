import type { ClaimView } from '../../api/claims/contract.ts';
import type { EvidenceView } from '../../api/evidence/contract.ts';
import type { PostItView } from '../../api/post-its/contract.ts';

/** What is known of a claim beside its text. */
export type ClaimFacts = Pick<ClaimView, 'number' | 'theme' | 'citations'>;

/** What the text shows but does not hold: numbers, names of evidence, notes. Kept by id. */
export interface Facts {
  claims: ReadonlyMap<string, ClaimFacts>;
  evidence: ReadonlyMap<string, EvidenceView>;
  /** True once the library has been read: an unknown id then means a record that may not be seen. */
  hasEvidence: boolean;
  postIts: readonly PostItView[];
  /** Claims that are being moved or given a file just now, with the words to show. */
  busy: ReadonlyMap<string, string>;
  /** The post-it whose passage is to stand out. */
  activePostIt: string | null;
}

/** Nothing known yet. */
export const noFacts: Facts = {
  claims: new Map(),
  evidence: new Map(),
  hasEvidence: false,
  postIts: [],
  busy: new Map(),
  activePostIt: null,
};
