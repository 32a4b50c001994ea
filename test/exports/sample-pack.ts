import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { unzipSync } from 'fflate';
import type { ExportEvidence } from '../../exports/input.ts';
import { heldEntry } from '../../exports/pack/entries.ts';
import { type Pack, packOf, type PackParts } from '../../exports/pack/pack.ts';
import { cite, claim, evidence, region, sampleExport } from './sample-export.ts';

const files: Record<string, string> = {
  'evidence/E001-scorecard.csv': 'Measure,Value\r\nVisits in time,93\r\n',
  'evidence/E002-peer-review.pdf': '%PDF-1.7 first',
  'evidence/E002-r2-peer-review.pdf': '%PDF-1.7 second',
};

const sha = (text: string): string => createHash('sha256').update(text).digest('hex');

function record(number: number, path: string, change: Partial<ExportEvidence>): ExportEvidence {
  return evidence(number, { path, sha256: sha(files[path] ?? ''), ...change });
}

/** Small parts of a pack: three files of two records, and one record without a file. */
export function sampleParts(change: Partial<PackParts> = {}): PackParts {
  const input = sampleExport({
    chapters: [],
    judgements: [
      {
        ...sampleExport().judgements[0],
        id: 'kj1',
        code: 'KJ1',
        title: 'Help and protection',
        short: 'Help',
        grade: null,
        graded: true,
        overview: region(),
        sides: [
          {
            id: 'effective',
            title: 'What works well',
            text: region(
              claim(1, ['We visit in time', cite(1), cite(2, '4')]),
              claim(0, ['in every district', cite(2, '6-7')], 1),
              claim(2, ['We listen', cite(2, '', 2), cite(3)]),
            ),
          },
        ],
      },
    ],
    evidence: [
      record(1, 'evidence/E001-scorecard.csv', { title: '=HYPERLINK("http://evil.example")' }),
      record(2, 'evidence/E002-peer-review.pdf', { title: 'Peer review, "final"' }),
      record(2, 'evidence/E002-r2-peer-review.pdf', { title: 'Peer review, "final"', revision: 2 }),
      evidence(3, { filename: null, sha256: null, source: '-1+1', remark: 'Withdrawn by the council' }),
    ],
  });
  return {
    input,
    edition: 'Inspection edition',
    pdf: Buffer.from('%PDF-1.7 the assessment'),
    page: '<!doctype html><title>The assessment</title>',
    data: '{"format":"candour-assessment"}',
    files: Object.entries(files).map(([path, text]) => heldEntry(path, text)),
    ...change,
  };
}

/** A pack and its bytes. */
export async function builtPack(parts: PackParts = sampleParts()): Promise<Pack & { zip: Buffer }> {
  const pack = packOf(parts);
  return { ...pack, zip: await buffer(pack.content) };
}

/** The files of a ZIP in the order of its directory. */
export function unzipped(zip: Uint8Array): Map<string, Uint8Array> {
  return new Map(Object.entries(unzipSync(zip)));
}

/** Writes the files of a ZIP to a folder. */
export async function extract(zip: Uint8Array, folder: string): Promise<string[]> {
  const found = unzipped(zip);
  for (const [path, bytes] of found) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), bytes);
  }
  return [...found.keys()];
}
