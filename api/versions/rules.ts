import type { Block, Inline, SectionText } from '../../editor/schema/document.ts';
import type { FrozenAssessment, FrozenEvidence } from './freezing/contract.ts';

/** A version without what a person may not see: of the `hidden` records only the number stays, and no words quoted from them. */
export function asSeen(frozen: FrozenAssessment, hidden: ReadonlySet<string>): FrozenAssessment {
  if (hidden.size === 0) return frozen;
  return {
    ...frozen,
    sections: frozen.sections.map((section) => ({ ...section, text: withoutQuotes(section.text, hidden) })),
    evidence: frozen.evidence.map((record) => (hidden.has(record.id) ? numberOnly(record) : record)),
  };
}

/** A text in which the words quoted from `hidden` records are left out. */
export function withoutQuotes(text: SectionText, hidden: ReadonlySet<string>): SectionText {
  const inline = (one: Inline): Inline =>
    one.type === 'citation' && hidden.has(one.attrs.evidence)
      ? { ...one, attrs: { ...one.attrs, quote: '' } }
      : one;
  const block = (one: Block): Block => (one.content ? { ...one, content: one.content.map(inline) } : one);
  const regions = Object.entries(text).map(([region, { content }]) => [
    region,
    { type: 'doc' as const, content: content.map(block) },
  ]);
  return Object.fromEntries(regions) as SectionText;
}

function numberOnly({ id, number, visibility }: FrozenEvidence): FrozenEvidence {
  return {
    id,
    number,
    title: '',
    source: '',
    type: 'other',
    date: null,
    visibility,
    notForQuotation: false,
    withdrawn: null,
    revisions: [],
    addedBy: '',
    addedAt: '',
  };
}
