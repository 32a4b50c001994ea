import type { Readable } from 'node:stream';
import type { AssessmentExport } from '../input.ts';
import { heldEntry, type PackEntry } from './entries.ts';
import { manifestOf, type PackAbout } from './manifest.ts';
import { readmeText } from './readme.ts';
import { registerCsv } from './register.ts';
import { verifierFiles } from './verifier.ts';
import { zipOf } from './zip.ts';

/** Everything a pack is made of. */
export interface PackParts {
  /** The edition, with the paths of its files. */
  input: AssessmentExport;
  /** The edition's name in words. */
  edition: string;
  /** The edition as PDF. */
  pdf: Uint8Array;
  /** The edition as a page, with links to the files. */
  page: string;
  /** The edition as data, for programs. */
  data: string;
  /** The evidence files, at the paths that the edition names. */
  files: readonly PackEntry[];
}

/** A pack, ready to be read: its bytes, the fingerprint of its manifest, and how many files and bytes it unpacks to. */
export interface Pack {
  content: Readable;
  manifestSha256: string;
  files: number;
  bytes: number;
}

/** Puts a pack together. Nothing of it depends on the clock: the same parts give the same bytes. */
export function packOf({ input, edition, pdf, page, data, files }: PackParts): Pack {
  const about = aboutPack(input, edition);
  const sizes = new Map(files.map(({ path, bytes }) => [path, bytes]));
  const verifier = verifierFiles();
  const entries = [
    heldEntry('README.txt', readmeText(about, { hasFiles: files.length > 0 })),
    heldEntry('assessment.json', data),
    heldEntry('index.html', page),
    heldEntry('register.csv', registerCsv(input, sizes)),
    heldEntry('self-assessment.pdf', pdf),
    heldEntry('verify.html', verifier.page),
    heldEntry('verify.mjs', verifier.program),
    ...files,
  ];
  const manifest = manifestOf(about, entries);
  const all = [...entries, ...manifest.entries];
  return {
    content: zipOf(all, new Date(input.version.takenAt)),
    manifestSha256: manifest.sha256,
    files: all.length,
    bytes: all.reduce((sum, { bytes }) => sum + bytes, 0),
  };
}

function aboutPack({ title, council, framework, version }: AssessmentExport, edition: string): PackAbout {
  const { number, label, takenAt, hash } = version;
  return { title, council, framework: framework.title, edition, version: { number, label, takenAt, hash } };
}
