/** The claims of assessments: their permanent numbers, what they cite, and moving them. */
import type { SectionText } from '../../editor/schema/document.ts';
import { assessmentFacts, assessmentOf, sectionsWithAgreedText } from '../assessments/service.ts';
import type { SectionCounts, SectionFacts } from '../assessments/contract.ts';
import { recordChange } from '../audit/service.ts';
import { changeSection, onSectionStored, readSection, settleSection } from '../collaboration/service.ts';
import type { CitingClaim } from '../evidence/contract.ts';
import { NotFound } from '../http/errors.ts';
import { type Actor, can } from '../policy.ts';
import type { ClaimView } from './contract.ts';
import { ClaimModel, type ClaimRecord } from './model.ts';
import { type Destination, moveClaim as moveInDocument, type Origin } from './move.ts';
import { updateRegister } from './register.ts';
import { claimsIn } from './rules.ts';

/** Keeps the register while texts change; answers a function that stops it. Called once at start. */
export function keepRegister(): () => void {
  return onSectionStored(updateRegister);
}

/** Makes the register of a section anew from its text; numbers once given stay. */
export async function rebuildRegister(section: string): Promise<void> {
  await updateRegister(section, await readSection(section));
}

/** The claims that stand in a section, in the order of its text. */
export async function listClaims(section: string): Promise<ClaimView[]> {
  const records = await ClaimModel.find({ section, present: true }).sort({ order: 1 }).lean<ClaimRecord[]>();
  return records.map(describeClaim);
}

/** The numbers of all claims of these sections, by claim id. */
export async function claimNumbers(sections: readonly string[]): Promise<Record<string, string>> {
  const records = await ClaimModel.find({ section: { $in: sections }, present: true })
    .select('claim number')
    .lean<Pick<ClaimRecord, 'claim' | 'number'>[]>();
  return Object.fromEntries(records.map(({ claim, number }) => [claim, number]));
}

/**
 * The claims of a text in its order, with the numbers the register has for them, also when they left the section since.
 * `isWhole` is false when one has no number yet.
 */
export async function numberClaims(
  { id: section, regions }: Pick<SectionFacts, 'id' | 'regions'>,
  text: SectionText,
): Promise<{ claims: Pick<ClaimView, 'id' | 'number' | 'formerNumbers'>[]; isWhole: boolean }> {
  const sides = regions.filter((region) => region.letter !== null).map((region) => region.id);
  const ids = [...new Set(claimsIn(text, sides).map(({ claim }) => claim))].filter((id) => id !== '');
  const records = await ClaimModel.find({ section, claim: { $in: ids } }).lean<ClaimRecord[]>();
  const known = new Map(records.map((record) => [record.claim, record]));
  const claims = ids.flatMap((id) => {
    const record = known.get(id);
    return record ? [{ id, number: record.number, formerNumbers: record.formerNumbers }] : [];
  });
  return { claims, isWhole: claims.length === ids.length };
}

/** How many claims each section has, and how many of them cite nothing. */
export async function countClaims(
  sections: readonly string[],
): Promise<Record<string, Pick<SectionCounts, 'claims' | 'claimsWithoutEvidence'>>> {
  const records = await ClaimModel.find({ section: { $in: sections }, present: true })
    .select('section citations.evidence')
    .lean<Pick<ClaimRecord, 'section' | 'citations'>[]>();
  const counts = Object.fromEntries(
    sections.map((section) => [section, { claims: 0, claimsWithoutEvidence: 0 }]),
  );
  for (const { section, citations } of records) {
    const count = counts[section];
    if (!count) continue;
    count.claims += 1;
    if (citations.length === 0) count.claimsWithoutEvidence += 1;
  }
  return counts;
}

/** The claims that cite a record, in any assessment, once for each citation. */
export async function claimsCiting(evidence: string): Promise<CitingClaim[]> {
  const records = await ClaimModel.find({ 'citations.evidence': evidence, present: true })
    .sort({ assessment: 1, section: 1, order: 1 })
    .lean<ClaimRecord[]>();
  const sections = new Map<string, Pick<CitingClaim, 'assessment' | 'section'> | null>();
  for (const { section } of records)
    if (!sections.has(section)) sections.set(section, await describeSection(section));
  return records.flatMap((record) => {
    const where = sections.get(record.section);
    return where ? citationsOf(record, evidence).map((citation) => ({ ...where, ...citation })) : [];
  });
}

/** The claims that cite a record, as far as the person may read the drafts they stand in. */
export async function citingClaims(actor: Actor, evidence: string): Promise<CitingClaim[]> {
  const claims = await claimsCiting(evidence);
  const agreed = await sectionsWithAgreedText([...new Set(claims.map(({ section }) => section.id))]);
  return claims.filter(({ assessment, section }) =>
    can(actor, 'section.read-draft', {
      assessment: assessment.id,
      section: section.id,
      agreed: agreed.has(section.id),
    }),
  );
}

/**
 * Moves a claim with its sub-points to a side and theme of its section. Its ids, words, marks and citations stay; on
 * another side it gets a new number and remembers the old one. What others type in it meanwhile goes with it.
 */
export async function moveClaim(
  actor: Actor,
  section: string,
  { claim, ...to }: Destination & { claim: string },
): Promise<ClaimView> {
  const { assessment, section: facts } = await assessmentOf(section);
  const sides = facts.regions.filter((region) => region.letter !== null).map((region) => region.id);
  const moved: Origin[] = [];
  await changeSection(section, actor, (ydoc, twins) => {
    moved.push(moveInDocument(ydoc, twins, { claim, sides, to }));
  });
  await recordChange(actor, {
    event: 'claim.moved',
    subject: claim,
    assessment: assessment.id,
    details: { section, from: moved[0], to },
  });
  await settleSection(section);
  const record = await ClaimModel.findOne({ section, claim }).lean<ClaimRecord>();
  if (!record) throw new NotFound('This claim is no longer in the section. Somebody may have removed it.');
  return describeClaim(record);
}

async function describeSection(id: string): Promise<Pick<CitingClaim, 'assessment' | 'section'> | null> {
  try {
    const { assessment, section } = await assessmentOf(id);
    const { title } = await assessmentFacts(assessment.id);
    return { assessment: { id: assessment.id, title }, section: { id, short: section.short } };
  } catch (error) {
    if (error instanceof NotFound) return null;
    throw error;
  }
}

function citationsOf(
  { claim, number, text, citations }: ClaimRecord,
  evidence: string,
): Omit<CitingClaim, 'assessment' | 'section'>[] {
  return citations
    .filter((citation) => citation.evidence === evidence)
    .map(({ revision, page, quote }) => ({ claim, number, text, revision, page, quote }));
}

function describeClaim(record: ClaimRecord): ClaimView {
  const { claim, section, side, number, formerNumbers, theme, text, subPoints, citations } = record;
  return { id: claim, section, side, number, formerNumbers, theme, text, subPoints, citations };
}
