import type { PackEntry } from '../../../exports/pack/entries.ts';
import type { ExportEvidence } from '../../../exports/input.ts';
import { storedFiles } from '../../evidence/service.ts';
import { Unavailable } from '../../http/errors.ts';
import type { FrozenAssessment } from '../../versions/freezing/contract.ts';

/** The files of an edition's evidence, to be read one after the other. Throws Unavailable when one is no longer stored. */
export async function evidenceEntries(
  { evidence: frozen }: Pick<FrozenAssessment, 'evidence'>,
  shown: readonly ExportEvidence[],
): Promise<PackEntry[]> {
  const stored = await storedFiles(shown.map(({ id }) => id));
  const sizes = revisionSizes(frozen);
  return shown.flatMap(({ id, number, revision, path, sha256 }) => {
    if (path === null || sha256 === null) return [];
    const open = stored.get(`${id}/${revision}`);
    const bytes = sizes.get(`${id}/${revision}`);
    if (open && bytes !== undefined) return [{ path, bytes, sha256, open }];
    throw new Unavailable(`The file of ${number} is no longer in the library. Tell whoever runs Candour.`);
  });
}

/** The bytes of frozen revisions, by `id/revision`. */
export function revisionSizes(frozen: FrozenAssessment['evidence']): Map<string, number> {
  return new Map(
    frozen.flatMap(({ id, revisions }) =>
      revisions.map(({ revision, bytes }) => [`${id}/${revision}`, bytes] as const),
    ),
  );
}
