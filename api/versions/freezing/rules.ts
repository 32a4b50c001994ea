import type { CitationAttrs, SectionText } from '../../../editor/schema/document.ts';
import type { EvidenceView } from '../../evidence/contract.ts';
import type { FrozenEvidence } from './contract.ts';

/** Every citation of these texts, in the order of their regions and words. */
export function citationsIn(texts: readonly SectionText[]): CitationAttrs[] {
  return texts
    .flatMap((text) => Object.values(text))
    .flatMap(({ content }) => content)
    .flatMap((block) => block.content ?? [])
    .flatMap((inline) => (inline.type === 'citation' ? [inline.attrs] : []));
}

/** Records as a version keeps them: with those revisions only that are cited. */
export function freezeEvidence(
  records: readonly EvidenceView[],
  citations: readonly CitationAttrs[],
): FrozenEvidence[] {
  const cited = new Set(citations.map(({ evidence, revision }) => `${evidence}:${revision}`));
  return records.map(({ rights: _rights, ...record }) => ({
    ...record,
    revisions: record.revisions.filter(({ revision }) => cited.has(`${record.id}:${revision}`)),
  }));
}
