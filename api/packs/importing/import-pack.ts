/** Makes an assessment of an evidence pack: the same one, with its ids, numbers, evidence and files. */
import { setMember } from '../../accounts/members.ts';
import type { SectionFacts } from '../../assessments/contract.ts';
import { insertWhole, refuseTakenAssessment, removeWhole } from '../../assessments/whole.ts';
import { recordChange } from '../../audit/service.ts';
import { removeRegisters, writeRegister } from '../../claims/carried-register.ts';
import { rebuildRegister } from '../../claims/service.ts';
import { removeTexts, storeTextAhead } from '../../collaboration/service.ts';
import { evidencePath } from '../../../exports/evidence-path.ts';
import {
  addRecords,
  missingRecords,
  type PackedRecord,
  type RecordToAdd,
  removeAddedRecords,
} from '../../evidence/packed-records.ts';
import { receiveFile, type ReceivedFile } from '../../evidence/service.ts';
import { InvalidInput } from '../../http/errors.ts';
import type { Actor } from '../../policy.ts';
import type { PackImported } from '../contract.ts';
import { damaged, openPack, type PackArchive } from './archive.ts';
import { type CheckedPack, checkPack } from './check.ts';

let last: Promise<unknown> = Promise.resolve();

/**
 * Imports the pack at `path`. Its whole content is checked first; then all of it is stored or nothing. Its person becomes
 * coordinator, last of all. Throws InvalidInput and TooLarge for a file that is no sound pack, Conflict when the assessment,
 * or a record under one of its numbers, is here already.
 */
export function importPack(actor: Actor, path: string): Promise<PackImported> {
  const imported = last.then(() => importAlone(actor, path));
  last = imported.catch(() => undefined);
  return imported;
}

async function importAlone(actor: Actor, path: string): Promise<PackImported> {
  const pack = await openPack(path);
  try {
    const checked = await checkPack(pack);
    const { assessment } = checked;
    await refuseTakenAssessment(assessment);
    const missing = await missingRecords(assessment.evidence);
    await storeAll(actor, { pack, checked, missing });
    const { id, title, evidence } = assessment;
    const counts = { added: missing.length, reused: evidence.length - missing.length };
    return { assessment: id, title, evidence: counts };
  } finally {
    pack.close();
  }
}

interface ToStore {
  pack: PackArchive;
  checked: CheckedPack;
  missing: readonly PackedRecord[];
}

async function storeAll(actor: Actor, { pack, checked, missing }: ToStore): Promise<void> {
  const added: RecordToAdd[] = [];
  try {
    for (const record of missing) {
      const files = new Map<number, ReceivedFile>();
      added.push({ record, files });
      for (const file of record.revisions) files.set(file.revision, await storeFile(pack, record, file));
    }
    await addRecords(actor, added);
    await storeAssessment(checked);
    await enter(actor, checked, added.length);
  } catch (error) {
    await removeAll(checked);
    await removeAddedRecords(added);
    throw error;
  }
}

async function storeFile(
  pack: PackArchive,
  record: PackedRecord,
  file: PackedRecord['revisions'][number],
): Promise<ReceivedFile> {
  const received = await receiveFile(file.filename, await pack.open(evidencePath(record, file)));
  if (received.sha256 === file.sha256) return received;
  throw new InvalidInput(damaged);
}

/** The texts and numbers first, the assessment itself last. */
async function storeAssessment({ assessment, sections }: CheckedPack): Promise<void> {
  for (const [index, { text, claims }] of assessment.sections.entries()) {
    const facts = sections[index];
    if (!facts) continue;
    await storeTextAhead(facts.id, text);
    await writeRegister(facts, text, claims);
  }
  await removeWhole(assessment);
  await insertWhole(assessment);
  for (const { id } of sections) await rebuildRegister(id);
}

async function enter(
  actor: Actor,
  { assessment: { id, title, framework }, manifestSha256 }: CheckedPack,
  evidence: number,
): Promise<void> {
  const details = { title, framework: framework.id, manifestSha256, evidence };
  await recordChange(actor, { event: 'pack.imported', subject: id, assessment: id, details });
  if (actor.id !== '')
    await setMember(actor, actor.id, { assessment: id, role: 'coordinator', sections: [] });
}

async function removeAll({ assessment, sections }: CheckedPack): Promise<void> {
  await removeWhole(assessment);
  await removeTexts(sections.map(({ id }: SectionFacts) => id));
  await removeRegisters(sections);
}
