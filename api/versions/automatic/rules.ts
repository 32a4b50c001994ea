/** An automatic version as far as thinning looks at it. */
export interface ThinnedVersion {
  id: string;
  assessment: string;
  takenAt: Date;
}

/** Those that may go: of each assessment and day (in universal time) the last one stays. */
export function versionsToThin(versions: readonly ThinnedVersion[]): string[] {
  const last = new Map<string, ThinnedVersion>();
  for (const version of versions) {
    const day = `${version.assessment} ${version.takenAt.toISOString().slice(0, 10)}`;
    const known = last.get(day);
    if (!known || known.takenAt <= version.takenAt) last.set(day, version);
  }
  const kept = new Set([...last.values()].map(({ id }) => id));
  return versions.map(({ id }) => id).filter((id) => !kept.has(id));
}
