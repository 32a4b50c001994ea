import type { AssessmentExport, ExportEvidence } from '../input.ts';
import {
  citationsByClaim,
  evidenceAnchor,
  evidenceFinder,
  pinpoint,
  placedRegions,
} from '../view-models/text/citations.ts';

const heads = [
  'Number',
  'Title',
  'Source',
  'Type',
  'Date',
  'Revision',
  'Remark',
  'File',
  'Bytes',
  'SHA-256',
  'Cited by',
] as const;

/**
 * The evidence register as a table for spreadsheets (RFC 4180): UTF-8 with its mark, so that Excel reads it right. A cell that a
 * spreadsheet would take for a formula begins with an apostrophe. `bytes` are the sizes of files by path.
 */
export function registerCsv(input: AssessmentExport, bytes: ReadonlyMap<string, number>): string {
  const citing = citingClaims(input);
  const rows = input.evidence
    .toSorted((a, b) => a.number.localeCompare(b.number, 'en', { numeric: true }) || a.revision - b.revision)
    .map((evidence) => [
      evidence.number,
      evidence.title,
      evidence.source,
      evidence.type,
      evidence.date ?? '',
      String(evidence.revision),
      evidence.remark,
      evidence.path ?? 'No file',
      evidence.path === null ? '' : String(bytes.get(evidence.path) ?? ''),
      evidence.sha256 ?? '',
      [...(citing.get(evidenceAnchor(evidence)) ?? [])].map(inWords).join('; '),
    ]);
  return `\uFEFF${[[...heads], ...rows].map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
}

/** For each record of the index: claim number, or the part of the document, to the pages it cites. */
function citingClaims(input: AssessmentExport): Map<string, Map<string, Set<string>>> {
  const find = evidenceFinder(input);
  const citing = new Map<string, Map<string, Set<string>>>();
  for (const { text, place } of placedRegions(input)) {
    for (const [claim, citation] of citationsByClaim(text)) {
      const evidence = find(citation);
      if (!evidence) continue;
      const claims = entryOf(citing, evidenceAnchor(evidence), () => new Map<string, Set<string>>());
      const pages = entryOf(claims, input.claimNumbers[claim] ?? place.label, () => new Set<string>());
      const page = pinpoint(citation.page);
      if (page !== '') pages.add(page);
    }
  }
  return citing;
}

function inWords([claim, pages]: [string, Set<string>]): string {
  return pages.size === 0 ? claim : `${claim} (${[...pages].join(', ')})`;
}

function entryOf<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const found = map.get(key) ?? make();
  map.set(key, found);
  return found;
}

function cell(text: string): string {
  const safe = /^\s*[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n;]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** The files the register of an edition names, each once. */
export function filesIn(evidence: readonly ExportEvidence[]): { path: string; sha256: string }[] {
  return evidence.flatMap(({ path, sha256 }) => (path === null || sha256 === null ? [] : [{ path, sha256 }]));
}
