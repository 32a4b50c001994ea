import type { Block, CitationAttrs, Inline, RegionText } from '../../editor/schema/document.ts';
import type { AssessmentExport, ExportEvidence } from '../input.ts';
import { anchor, printable } from './words.ts';

/** How a citation prints: a label in brackets, linked when the evidence is in the index. A `short` one is kept on one line. */
export interface CitationView {
  label: string;
  href: string | null;
  short: boolean;
}

const longestShort = 24;

const held = 'held by the council';

/** The element id of an evidence revision's row in the index. */
export function evidenceAnchor(evidence: ExportEvidence): string {
  return anchor('ev', `${evidence.number}r${evidence.revision}`);
}

/** The element id of a claim. */
export function claimAnchor(claimId: string): string {
  return anchor('c', claimId);
}

/** "p.4" for a page, "pp.4–6" for several, other pinpoints in their own words. */
export function pinpoint(page: string): string {
  const words = printable(page).trim();
  if (/^\d+$/.test(words)) return `p.${words}`;
  if (/^\d+(\s*[-–,]\s*\d+)+$/.test(words)) return `pp.${words.replace(/\s*[-–]\s*/g, '–')}`;
  return words;
}

/** Finds what a citation points at; the exact revision first. Hidden and unknown evidence is not found. */
export type FindEvidence = (citation: CitationAttrs) => ExportEvidence | undefined;

/** The one look-up of evidence for a whole export. */
export function evidenceFinder(input: Pick<AssessmentExport, 'evidence' | 'hiddenEvidence'>): FindEvidence {
  const hidden = new Set(input.hiddenEvidence);
  const known = new Map<string, ExportEvidence>();
  for (const evidence of input.evidence) {
    if (hidden.has(evidence.id)) continue;
    known.set(`${evidence.id}/${evidence.revision}`, evidence);
    if (!known.has(evidence.id)) known.set(evidence.id, evidence);
  }
  return (citation) => known.get(`${citation.evidence}/${citation.revision}`) ?? known.get(citation.evidence);
}

/** A citation as it prints, such as "[E012, p.4]". One that may not be shown says only that the council holds it. */
export function citationView(citation: CitationAttrs, find: FindEvidence): CitationView {
  const evidence = find(citation);
  if (!evidence) return { label: `[${held}]`, href: null, short: true };
  const where = pinpoint(citation.page);
  const number = printable(evidence.number);
  const label = where ? `[${number}, ${where}]` : `[${number}]`;
  return { label, href: `#${evidenceAnchor(evidence)}`, short: label.length <= longestShort };
}

/** A claim that cites an evidence revision: its number and where it stands. */
export interface CitingClaim {
  label: string;
  href: string;
}

/** For every cited evidence row (by its element id) the numbered claims that cite it, in the order of the document. */
export function citedBy(input: AssessmentExport, find: FindEvidence): Map<string, CitingClaim[]> {
  const citing = new Map<string, CitingClaim[]>();
  for (const region of regionsOf(input)) {
    for (const [claimId, citation] of citationsByClaim(region)) {
      const evidence = find(citation);
      const number = input.claimNumbers[claimId];
      if (!evidence || number === undefined) continue;
      const row = evidenceAnchor(evidence);
      const claims = citing.get(row) ?? [];
      const href = `#${claimAnchor(claimId)}`;
      if (!claims.some((claim) => claim.href === href)) claims.push({ label: printable(number), href });
      citing.set(row, claims);
    }
  }
  return citing;
}

/** Every region of an export, in reading order. */
export function regionsOf(input: AssessmentExport): RegionText[] {
  const chapters = (place: 'front' | 'back'): RegionText[] =>
    input.chapters.filter((chapter) => chapter.place === place).map((chapter) => chapter.text);
  const judgements = input.judgements.flatMap((judgement) => [
    judgement.overview,
    ...judgement.sides.map((side) => side.text),
  ]);
  return [...chapters('front'), ...judgements, ...chapters('back')];
}

function citationsByClaim(region: RegionText): [claimId: string, citation: CitationAttrs][] {
  let claimId = '';
  return region.content.flatMap((block) => {
    if (block.type === 'claim' && block.attrs.level === 0) claimId = block.attrs.id;
    if (block.type === 'theme') claimId = '';
    return citationsIn(block).map((citation): [string, CitationAttrs] => [claimId, citation]);
  });
}

function citationsIn(block: Block): CitationAttrs[] {
  return (block.content ?? []).flatMap((inline: Inline) =>
    inline.type === 'citation' ? [inline.attrs] : [],
  );
}
