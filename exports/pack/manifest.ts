import { byPath, heldEntry, type PackEntry } from './entries.ts';

/** What a pack is of; nothing in it depends on when the pack was made. */
export interface PackAbout {
  title: string;
  council: string;
  framework: string;
  edition: string;
  version: {
    /** Null for the text as it stood at `takenAt`. */
    number: number | null;
    label: string;
    /** ISO 8601. */
    takenAt: string;
    hash: string;
  };
}

/** `manifest.json` of a pack, as it is written and read. */
export interface PackManifest extends PackAbout {
  format: 'candour-pack';
  formatVersion: 1;
  files: { path: string; bytes: number; sha256: string }[];
}

/**
 * The list of everything in a pack with its SHA-256, and beside it the list's own, so that a change of the list shows too.
 * `sha256` is that fingerprint: whoever has it from the council needs to trust nothing in the pack.
 */
export function manifestOf(
  about: PackAbout,
  entries: readonly PackEntry[],
): { entries: PackEntry[]; sha256: string } {
  const files = [...entries].sort(byPath).map(({ path, bytes, sha256 }) => ({ path, bytes, sha256 }));
  const manifest: PackManifest = { format: 'candour-pack', formatVersion: 1, ...about, files };
  const list = heldEntry('manifest.json', `${JSON.stringify(manifest, null, 2)}\n`);
  const sums = heldEntry('manifest.sha256', `${list.sha256}  manifest.json\n`);
  return { entries: [list, sums], sha256: list.sha256 };
}
