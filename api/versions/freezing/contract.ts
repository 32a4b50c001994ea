import type { SectionText } from '../../../editor/schema/document.ts';
import type { GlossaryEntry, RecommendationView, SectionFacts } from '../../assessments/contract.ts';
import type { EvidenceView } from '../../evidence/contract.ts';
import type { Framework } from '../../frameworks/contract.ts';
import type { PostItView } from '../../post-its/contract.ts';

/** A claim's permanent number, and those it had on other sides. */
export interface FrozenClaim {
  id: string;
  number: string;
  formerNumbers: string[];
}

/** A section as it stood: its facts, its text and the numbers of its claims in the order of the text. */
export interface FrozenSection extends Omit<SectionFacts, 'assessment'> {
  text: SectionText;
  claims: FrozenClaim[];
}

/** A cited record as it stood, with only those revisions that are cited. */
export type FrozenEvidence = Omit<EvidenceView, 'rights'>;

/**
 * Everything an export of an assessment needs, as plain data: the same content always has the same fingerprint. It holds every
 * cited record, whatever its visibility: an edition leaves out what its readers may not see. Post-its have no place in it.
 */
export interface FrozenAssessment {
  id: string;
  title: string;
  council: string;
  framework: Framework;
  sections: FrozenSection[];
  recommendations: RecommendationView[];
  glossary: GlossaryEntry[];
  evidence: FrozenEvidence[];
}

/** A post-it as it stood; kept beside a version, for the internal edition only. */
export type FrozenPostIt = Omit<PostItView, 'rights'>;
