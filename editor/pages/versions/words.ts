import type { VersionView } from '../../../api/versions/contract.ts';

/** `Version 3`. */
export function versionName({ number }: Pick<VersionView, 'number'>): string {
  return `Version ${number}`;
}

/** The beginning of a fingerprint, as it is printed on the pages of an export. */
export function shortHash(hash: string): string {
  return hash.slice(0, 12);
}

/** Versions as the list shows them: named ones by themselves, automatic ones that follow each other together. */
export type VersionGroup =
  { kind: 'named'; version: VersionView } | { kind: 'automatic'; versions: VersionView[] };

/** Groups versions, the newest first. A signed version stands by itself however it was taken. */
export function groupVersions(versions: readonly VersionView[]): VersionGroup[] {
  const groups: VersionGroup[] = [];
  for (const version of versions) {
    const last = groups.at(-1);
    if (version.kind === 'named' || version.signed) groups.push({ kind: 'named', version });
    else if (last?.kind === 'automatic') last.versions.push(version);
    else groups.push({ kind: 'automatic', versions: [version] });
  }
  return groups;
}
