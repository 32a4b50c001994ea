import { Forbidden, InvalidInput } from '../../http/errors.ts';
import { type Actor, can } from '../../policy.ts';
import type { VersionView } from '../contract.ts';
import { freezeNow } from '../freezing/freeze.ts';
import { hiddenFrom, readFrozen } from '../reading.ts';
import type { FrozenAssessment } from '../freezing/contract.ts';
import type { ComparedVersion, Comparison } from './contract.ts';
import { compareFrozen } from './rules.ts';

/**
 * Compares a version with another of the same assessment, or with the assessment as it stands now. Without an actor every
 * cited record is named. Throws NotFound, InvalidInput for versions of two assessments, Forbidden for what they may not read.
 */
export async function compareVersions(
  version: string,
  other: string | null = null,
  actor: Actor | null = null,
): Promise<Comparison> {
  const before = await readFrozen(version);
  const after = other === null ? await readNow(before.version.assessment) : await readOther(other);
  if (after.frozen.id !== before.frozen.id)
    throw new InvalidInput('These versions are of two assessments. Choose two of the same one.');
  refuseUnreadable(actor, after);
  const evidence = [...before.frozen.evidence, ...after.frozen.evidence];
  const hidden = actor ? await hiddenFrom(actor, { evidence }) : new Set<string>();
  return {
    before: describe(before.version),
    after: after.described,
    ...compareFrozen(before.frozen, after.frozen, hidden),
  };
}

interface Compared {
  frozen: FrozenAssessment;
  described: ComparedVersion;
  signed: boolean;
}

async function readOther(id: string): Promise<Compared> {
  const { frozen, version } = await readFrozen(id);
  return { frozen, described: describe(version), signed: version.signed };
}

async function readNow(assessment: string): Promise<Compared> {
  const { frozen, hash, at } = await freezeNow(assessment);
  const described = { id: null, number: null, title: 'As it stands now', at: at.toISOString(), hash };
  return { frozen, described, signed: false };
}

function refuseUnreadable(actor: Actor | null, { frozen, signed }: Compared): void {
  if (!actor || can(actor, 'version.read', { assessment: frozen.id, signed })) return;
  throw new Forbidden('You can compare versions that are signed. Choose a signed one to compare with.');
}

function describe({ id, number, title, takenAt, hash }: VersionView): ComparedVersion {
  return { id, number, title, at: takenAt, hash };
}
