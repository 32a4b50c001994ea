import type { Block, CitationAttrs, Inline, RegionText } from '../../../editor/schema/document.ts';
import type { AssessmentExport, ExportEvidence } from '../../input.ts';
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

/** Finds what a citation points at; the exact revision first. What may not be shown is not found. */
export type FindEvidence = (citation: CitationAttrs) => ExportEvidence | undefined;

/** The one look-up of evidence for a whole export. */
export function evidenceFinder({ evidence }: Pick<AssessmentExport, 'evidence'>): FindEvidence {
  const known = new Map<string, ExportEvidence>();
  for (const each of evidence) {
    known.set(`${each.id}/${each.revision}`, each);
    if (!known.has(each.id)) known.set(each.id, each);
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

/** A claim that cites an evidence revision, or another part of the text that does: its number or name, and where it stands. */
export interface CitedPlace {
  label: string;
  href: string;
}

/** Where an evidence revision is cited, and which of its pages are. */
export interface CitedPlaces {
  claims: CitedPlace[];
  pages: { label: string; page: string }[];
}

/** For every cited evidence row (by its element id) who cites it and which pages, in the order of the document. */
export function citedPlaces(input: AssessmentExport, find: FindEvidence): Map<string, CitedPlaces> {
  const cited = new Map<string, CitedPlaces>();
  for (const region of placedRegions(input)) {
    for (const [claimId, citation] of citationsByClaim(region.text)) {
      const evidence = find(citation);
      if (!evidence) continue;
      const row = evidenceAnchor(evidence);
      const places = cited.get(row) ?? { claims: [], pages: [] };
      const number = input.claimNumbers[claimId];
      const claim = { label: printable(number ?? ''), href: `#${claimAnchor(claimId)}` };
      addOnce(places.claims, claim.label === '' ? region.place : claim);
      const label = pinpoint(citation.page);
      if (label !== '') addOnce(places.pages, { label, page: citation.page });
      cited.set(row, places);
    }
  }
  return cited;
}

function addOnce<T extends { label: string }>(list: T[], one: T): void {
  if (!list.some(({ label }) => label === one.label)) list.push(one);
}

/** Every region of an export, in reading order. */
export function regionsOf(input: AssessmentExport): RegionText[] {
  return placedRegions(input).map(({ text }) => text);
}

/** A region and the part of the document it stands in. */
export interface PlacedRegion {
  text: RegionText;
  place: CitedPlace;
}

/** Every region with the part of the document it stands in, in reading order. */
export function placedRegions({ chapters, judgements }: AssessmentExport): PlacedRegion[] {
  const inPlace = (place: 'front' | 'back'): PlacedRegion[] =>
    chapters
      .filter((chapter) => chapter.place === place)
      .map(({ id, title, text }) => ({
        text,
        place: { label: printable(title), href: `#${anchor('chapter', id)}` },
      }));
  const judged = judgements.flatMap(({ id, code, overview, sides }) => {
    const place = { label: printable(code), href: `#${anchor('judgement', id)}` };
    return [overview, ...sides.map((side) => side.text)].map((text) => ({ text, place }));
  });
  return [...inPlace('front'), ...judged, ...inPlace('back')];
}

/** The citations of a region with the id of the claim each stands in, '' outside claims. */
export function citationsByClaim(region: RegionText): [claimId: string, citation: CitationAttrs][] {
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
