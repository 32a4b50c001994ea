/** Imports: a file becomes a proposal, a person corrects it, and accepting it creates the assessment. */
import type { CitationAttrs } from '../../editor/schema/document.ts';
import { createAssessment } from '../assessments/service.ts';
import { recordChange } from '../audit/service.ts';
import type { EvidenceView } from '../evidence/contract.ts';
import { createEvidence, listEvidence } from '../evidence/service.ts';
import { snapshotFramework } from '../frameworks/service.ts';
import { Conflict, NotFound } from '../http/errors.ts';
import type { Actor } from '../policy.ts';
import type { Correction, ImportProposal, ImportResult, Proposal, ProposedSource } from './contract.ts';
import { applyCorrections } from './corrections.ts';
import { ImportModel, type ImportRecord } from './model.ts';
import { tooMuchText } from './reading/blocks.ts';
import { readFile } from './reading/read.ts';
import { recognise } from './recognising/recognise.ts';
import { seedFrom } from './seed.ts';

const keptFor = 7 * 24 * 60 * 60 * 1000;
/** An acceptance that has not ended after this long has failed with its process. */
const acceptanceMayTake = 5 * 60 * 1000;
/** A database record holds at most 16 MB. */
const mostProposal = 12 * 1024 * 1024;

/** A file to import and the framework to read it by. */
export interface ImportFile {
  filename: string;
  bytes: Buffer;
  framework: string;
}

/** Reads a file and says what it would become; nothing is kept. Throws NotFound for an unknown framework. */
export async function proposeFrom({ filename, bytes, framework }: ImportFile): Promise<Proposal> {
  const snapshot = await snapshotFramework(framework);
  return recognise(await readFile(bytes, filename), snapshot, filename);
}

/** Reads a file and keeps what was found for seven days, for its person to review. */
export async function startImport(actor: Actor, file: ImportFile): Promise<ImportProposal> {
  const proposal = await proposeFrom(file);
  if (JSON.stringify(proposal).length > mostProposal) {
    throw tooMuchText();
  }
  const createdAt = new Date();
  const expiresAt = new Date(createdAt.getTime() + keptFor);
  const created = await ImportModel.create({ person: actor.id, proposal, createdAt, expiresAt });
  const details = { filename: proposal.filename, framework: proposal.framework };
  await recordChange(actor, { event: 'import.started', subject: String(created._id), details });
  return viewOf(created.toObject<ImportRecord>());
}

/** The proposal of one's own import. Throws NotFound. */
export async function getImport(actor: Actor, id: string): Promise<ImportProposal> {
  return viewOf(await findImport(actor, id));
}

/** One's own proposal as it would be with these corrections; nothing is changed. */
export async function previewImport(
  actor: Actor,
  { import: id, corrections }: { import: string; corrections: readonly Correction[] },
): Promise<ImportProposal> {
  const record = await findImport(actor, id);
  return viewOf(record, await corrected(record.proposal, corrections));
}

/** Throws an import away before it is accepted. */
export async function discardImport(actor: Actor, id: string): Promise<void> {
  const record = await findImport(actor, id);
  await ImportModel.deleteOne({ _id: record._id });
  await recordChange(actor, { event: 'import.discarded', subject: id });
}

/**
 * Creates the assessment with a person's corrections. Throws Conflict when that has happened already, InvalidInput for
 * corrections that do not fit and while a section has no judgement.
 */
export async function acceptImport(
  actor: Actor,
  { import: id, corrections }: { import: string; corrections: readonly Correction[] },
): Promise<ImportResult> {
  const record = await findImport(actor, id);
  const proposal = await corrected(record.proposal, corrections);
  await holdImport(id);
  try {
    const result = await createFrom(actor, proposal);
    await ImportModel.updateOne(
      { _id: id },
      { $set: { assessment: result.assessment, acceptingSince: null } },
    );
    return result;
  } catch (error) {
    await ImportModel.updateOne({ _id: id }, { $set: { acceptingSince: null } });
    throw error;
  }
}

/** Imports a file in one go, as the command line does; a section whose judgement is not known stays listed. */
export async function importFile(
  actor: Actor,
  file: ImportFile,
  title: string | undefined,
): Promise<{ proposal: Proposal; result: ImportResult }> {
  const proposal = await proposeFrom(file);
  const unknown = proposal.sections.filter(({ judgement }) => judgement === null);
  const corrections: Correction[] = [
    ...unknown.map(({ key }) => ({ kind: 'drop-section' as const, section: key })),
    ...(title === undefined ? [] : [{ kind: 'title' as const, title }]),
  ];
  const settled = await corrected(proposal, corrections);
  return { proposal: settled, result: await createFrom(actor, settled) };
}

async function corrected(proposal: Proposal, corrections: readonly Correction[]): Promise<Proposal> {
  return applyCorrections(proposal, corrections, await snapshotFramework(proposal.framework));
}

/** Finds or creates the evidence records, then creates the assessment whose claims cite them. */
async function createFrom(actor: Actor, proposal: Proposal): Promise<ImportResult> {
  seedFrom(proposal, new Map());
  const citations = new Map<string, CitationAttrs[]>();
  const evidence: ImportResult['evidence'] = [];
  for (const source of proposal.proposedSources.filter(({ accept }) => accept)) {
    const { id, number, revisions } = await recordFor(actor, source);
    const revision = Math.max(1, revisions.length);
    evidence.push({ id, number, source: source.source, claims: source.claims.length });
    for (const { claimKey, page } of source.claims) {
      const cited = citations.get(claimKey) ?? [];
      citations.set(claimKey, [...cited, { evidence: id, revision, page: page.slice(0, 40), quote: '' }]);
    }
  }
  const { id } = await createAssessment(actor, seedFrom(proposal, citations));
  const { filename, title, counts, unplaced } = proposal;
  const details = { filename, claims: counts.claims, evidence: evidence.length, unplaced: counts.unplaced };
  await recordChange(actor, { event: 'import.accepted', subject: id, assessment: id, details });
  return { assessment: id, title, evidence, counts, unplaced };
}

/** The library's record of a source with this title and date, or a new one whose file is still to come. */
async function recordFor(actor: Actor, source: ProposedSource): Promise<EvidenceView> {
  const { source: title, sourceBody, type, date } = source;
  const alike = date === null ? [] : await listEvidence(actor, { query: title });
  const known = alike.find((one) => one.title === title && one.date === date && one.withdrawn === null);
  if (known) return known;
  return createEvidence(actor, {
    title: title.slice(0, 200),
    source: sourceBody,
    type,
    date,
    visibility: 'inspectors',
    notForQuotation: false,
  });
}

/** Makes sure that an import is accepted once, also when the button is pressed twice. */
async function holdImport(id: string): Promise<void> {
  const abandoned = new Date(Date.now() - acceptanceMayTake);
  const held = await ImportModel.findOneAndUpdate(
    { _id: id, assessment: null, $or: [{ acceptingSince: null }, { acceptingSince: { $lt: abandoned } }] },
    { $set: { acceptingSince: new Date() } },
  ).lean<ImportRecord>();
  if (held) return;
  throw new Conflict('This import has already been accepted. You find the assessment in your list.');
}

async function findImport(actor: Actor, id: string): Promise<ImportRecord> {
  const record = await ImportModel.findOne({ _id: id, person: actor.id }).lean<ImportRecord>();
  if (record && record.expiresAt > new Date()) return record;
  throw new NotFound('This import was not found. Imports are kept for seven days; import the file again.');
}

function viewOf(record: ImportRecord, proposal: Proposal = record.proposal): ImportProposal {
  return {
    ...proposal,
    id: String(record._id),
    createdAt: record.createdAt.toISOString(),
    expiresAt: record.expiresAt.toISOString(),
    assessment: record.assessment,
  };
}
