import type { CitationAttrs, Inline, RegionText, SectionText } from '../../../editor/schema/document.ts';
import { evidencePath } from '../../../exports/evidence-path.ts';
import type { ExportEvidence } from '../../../exports/input.ts';
import { EVIDENCE_TYPES, VISIBILITIES, type Visibility } from '../../evidence/vocabulary.ts';
import type { FrozenEvidence, FrozenSection } from '../../versions/freezing/contract.ts';

/** True when people of this kind may see a record of this visibility. */
export function maySee(reader: Visibility, visibility: Visibility): boolean {
  return VISIBILITIES.indexOf(visibility) >= VISIBILITIES.indexOf(reader);
}

/** The cited records that a reader may see: both as the version was taken and as things are now. */
export function shownRecords(
  evidence: readonly FrozenEvidence[],
  reader: Visibility,
  visibilityNow: Readonly<Record<string, Visibility>>,
): FrozenEvidence[] {
  return evidence.filter(
    ({ id, visibility }) => maySee(reader, visibility) && maySee(reader, visibilityNow[id] ?? visibility),
  );
}

/** Every citation in the text, in reading order. */
export function citationsIn(sections: readonly Pick<FrozenSection, 'text'>[]): CitationAttrs[] {
  return sections
    .flatMap(({ text }) => Object.values(text))
    .flatMap((region) => region.content)
    .flatMap((block) => block.content ?? [])
    .flatMap((inline) => (inline.type === 'citation' ? [inline.attrs] : []));
}

/** One entry for each revision of a record that is cited; a record without a file stands for itself. */
export function shownEvidence(
  record: FrozenEvidence,
  cited: readonly CitationAttrs[],
  withFiles: boolean,
): ExportEvidence[] {
  const own = cited.filter((citation) => citation.evidence === record.id);
  const revisions = [...new Set(own.map((citation) => citation.revision))].sort((a, b) => a - b);
  return revisions.map((revision) => {
    const file = record.revisions.find((each) => each.revision === revision);
    return {
      id: record.id,
      number: record.number,
      title: record.title,
      source: record.source,
      type: EVIDENCE_TYPES[record.type],
      date: record.date,
      revision,
      filename: file?.filename ?? null,
      sha256: file?.sha256 ?? null,
      path: withFiles && file ? evidencePath(record, file) : null,
      remark: remarkOn(record),
    };
  });
}

/** The text with nothing left of the citations a reader may not follow but that they are there. */
export function withoutHidden(text: SectionText, shown: ReadonlySet<string>): SectionText {
  const inline = (one: Inline): Inline =>
    one.type === 'citation' && !shown.has(one.attrs.evidence) ? hiddenCitation : one;
  const region = ({ type, content }: RegionText): RegionText => ({
    type,
    content: content.map((block) =>
      block.content ? { ...block, content: block.content.map(inline) } : block,
    ),
  });
  return Object.fromEntries(Object.entries(text).map(([id, one]) => [id, region(one)]));
}

const hiddenCitation: Inline = {
  type: 'citation',
  attrs: { evidence: '', revision: 1, page: '', quote: '' },
};

function remarkOn({ withdrawn, notForQuotation }: FrozenEvidence): string {
  const remarks = [
    ...(withdrawn ? ['withdrawn by the council'] : []),
    ...(notForQuotation ? ['draft, not for quotation'] : []),
  ].join('; ');
  return remarks && remarks.charAt(0).toUpperCase() + remarks.slice(1);
}
