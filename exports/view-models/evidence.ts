import { packAddress } from '../document.ts';
import { pageFragment } from '../evidence-path.ts';
import type { AssessmentExport, ExportEvidence } from '../input.ts';
import type { Medium } from '../render.ts';
import { type PartView, part } from './parts.ts';
import {
  type CitedPlace,
  type CitedPlaces,
  citedPlaces,
  evidenceAnchor,
  type FindEvidence,
} from './text/citations.ts';
import { halves, partialDate, printable, printableOr } from './text/words.ts';

/** A file or a page of it; `href` is null in a copy without files. */
export interface FileLink {
  label: string;
  href: string | null;
}

/** One row of the evidence index. No text in it is empty. */
export interface EvidenceRow {
  anchor: string;
  number: string;
  revision: number | null;
  title: string;
  source: string;
  type: string;
  date: string;
  file: FileLink | null;
  /** The pages that are cited, by number. */
  pages: FileLink[];
  /** The checksum in two halves, so that it breaks where one can compare it. */
  sha256: { first: string; second: string } | null;
  remark: string | null;
  citedBy: CitedPlace[];
}

/** The evidence index. */
export interface EvidencePart extends PartView {
  rows: EvidenceRow[];
}

/** What a link to a file of the pack begins with. */
const packBase: Record<Medium, string> = { print: packAddress, screen: './' };

/** The index by number, then revision; null when nothing is cited that may be shown. */
export function evidencePart(
  input: AssessmentExport,
  find: FindEvidence,
  medium: Medium,
): EvidencePart | null {
  const cited = citedPlaces(input, find);
  const rows = input.evidence
    .toSorted((a, b) => a.number.localeCompare(b.number, 'en', { numeric: true }) || a.revision - b.revision)
    .map((evidence) => evidenceRow(evidence, cited.get(evidenceAnchor(evidence)), packBase[medium]));
  return rows.length > 0 ? { ...part('part', 'evidence', { title: 'Evidence index' }), rows } : null;
}

function evidenceRow(evidence: ExportEvidence, cited: CitedPlaces | undefined, base: string): EvidenceRow {
  const { path, filename } = evidence;
  const link = (label: string, page: string): FileLink => ({
    label,
    href: path === null ? null : base + path + pageFragment(path, page),
  });
  return {
    anchor: evidenceAnchor(evidence),
    number: printableOr(evidence.number, '–'),
    revision: evidence.revision > 1 ? evidence.revision : null,
    title: printableOr(evidence.title, 'Untitled'),
    source: printableOr(evidence.source, 'Source not recorded'),
    type: printableOr(evidence.type, 'Type not recorded'),
    date: evidence.date ? partialDate(evidence.date) : 'no date recorded',
    file: filename === null ? null : link(printableOr(filename, 'Unnamed file'), ''),
    pages: (cited?.pages ?? []).toSorted(byPage).map(({ label, page }) => link(label, page)),
    sha256: evidence.sha256 === null ? null : halves(printable(evidence.sha256)),
    remark: printable(evidence.remark) || null,
    citedBy: cited?.claims ?? [],
  };
}

function byPage(a: { page: string }, b: { page: string }): number {
  return a.page.localeCompare(b.page, 'en', { numeric: true });
}
