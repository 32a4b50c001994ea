import { SECTION_STATES, type SectionState } from '../../api/assessments/vocabulary.ts';
import { Tag } from './tag.tsx';

const tones = { drafting: 'plain', ready: 'warn', agreed: 'accent', signed: 'good' } as const;

/** How far a section is, in words. */
export function SectionStateTag({ state }: { state: SectionState }) {
  return <Tag tone={tones[state]}>{SECTION_STATES[state]}</Tag>;
}
