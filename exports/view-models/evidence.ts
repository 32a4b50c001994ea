import type { AssessmentExport, ExportEvidence } from '../input.ts';
import { type CitingClaim, evidenceAnchor } from './citations.ts';
import { partialDate, printable, printableOr } from './words.ts';

/** One row of the evidence index. No text in it is empty. */
export interface EvidenceRow {
  anchor: string;
  number: string;
  revision: number | null;
  title: string;
  source: string;
  type: string;
  date: string;
  filename: string | null;
  /** The checksum in two halves, so that it breaks where one can compare it. */
  sha256: { first: string; second: string } | null;
  remark: string | null;
  citedBy: CitingClaim[];
}

/** The rows of the evidence index by number, then revision. Hidden evidence has no row. */
export function evidenceRows(
  input: Pick<AssessmentExport, 'evidence' | 'hiddenEvidence'>,
  citing: ReadonlyMap<string, CitingClaim[]>,
): EvidenceRow[] {
  const hidden = new Set(input.hiddenEvidence);
  return input.evidence
    .filter((evidence) => !hidden.has(evidence.id))
    .toSorted((a, b) => a.number.localeCompare(b.number, 'en', { numeric: true }) || a.revision - b.revision)
    .map((evidence) => evidenceRow(evidence, citing.get(evidenceAnchor(evidence)) ?? []));
}

function evidenceRow(evidence: ExportEvidence, claims: CitingClaim[]): EvidenceRow {
  return {
    anchor: evidenceAnchor(evidence),
    number: printableOr(evidence.number, '–'),
    revision: evidence.revision > 1 ? evidence.revision : null,
    title: printableOr(evidence.title, 'Untitled'),
    source: printableOr(evidence.source, 'Source not recorded'),
    type: printableOr(evidence.type, 'Type not recorded'),
    date: evidence.date ? partialDate(evidence.date) : 'No date recorded',
    filename: evidence.filename === null ? null : printableOr(evidence.filename, 'Unnamed file'),
    sha256: evidence.sha256 === null ? null : halves(printable(evidence.sha256)),
    remark: printable(evidence.remark) || null,
    citedBy: claims,
  };
}

function halves(checksum: string): { first: string; second: string } {
  return { first: checksum.slice(0, 32), second: checksum.slice(32) };
}
