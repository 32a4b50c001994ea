import type { SectionText } from '../../editor/schema/document.ts';
import type { SectionFacts } from '../assessments/contract.ts';
import { assessmentOf } from '../assessments/service.ts';
import { notifySection } from '../collaboration/service.ts';
import { ClaimCounterModel, ClaimModel, type ClaimRecord } from './model.ts';
import {
  type ClaimInText,
  claimNumber,
  claimsIn,
  numberOnSide,
  planRegister,
  type RegisterPlan,
} from './rules.ts';

const turns = new Map<string, Promise<unknown>>();

/**
 * Brings the register of a section in line with its text, and tells those who have it open when more than words changed.
 * One at a time for each section.
 */
export async function updateRegister(section: string, text: SectionText): Promise<void> {
  const turn = (turns.get(section) ?? Promise.resolve()).then(() => update(section, text));
  const settled = turn.catch(() => undefined);
  turns.set(section, settled);
  await turn.finally(() => {
    if (turns.get(section) === settled) turns.delete(section);
  });
}

async function update(id: string, text: SectionText): Promise<void> {
  const { assessment, section } = await assessmentOf(id, { removed: true });
  const sides = section.regions.filter((region) => region.letter !== null).map((region) => region.id);
  if (sides.length === 0) return;
  const records = await ClaimModel.find({ section: id }).lean<ClaimRecord[]>();
  const plan = planRegister(records, claimsIn(text, sides));
  const writes = [
    ...(await numberClaims(plan.numbered, { assessment: assessment.id, section })),
    ...otherWrites(plan, id),
  ];
  if (writes.length === 0) return;
  for (let from = 0; from < writes.length; from += WRITTEN_AT_ONCE)
    await ClaimModel.bulkWrite(writes.slice(from, from + WRITTEN_AT_ONCE));
  if (plan.hasNews) notifySection(id, { type: 'claims' });
}

/** So many claims are written in one go: what people type meanwhile waits for no more than that. */
const WRITTEN_AT_ONCE = 10;

type Write = Parameters<typeof ClaimModel.bulkWrite>[0][number];

function otherWrites({ changed, gone }: RegisterPlan, section: string): Write[] {
  return [
    ...changed.map(({ claim, ...facts }) => ({
      updateOne: { filter: { section, claim }, update: { $set: { ...facts, present: true } } },
    })),
    ...gone.map((claim) => ({
      updateOne: { filter: { section, claim }, update: { $set: { present: false } } },
    })),
  ];
}

async function numberClaims(
  numbered: RegisterPlan['numbered'],
  { assessment, section }: { assessment: string; section: SectionFacts },
): Promise<Write[]> {
  const writes: Write[] = [];
  for (const { id: side, letter } of section.regions) {
    const start = claimNumber(section.code, letter ?? '', '');
    const onSide = numbered
      .filter(({ claim }) => claim.side === side)
      .map((one) => ({ ...one, own: numberOnSide(one.former, start) }));
    const fresh = onSide.filter(({ own }) => own === null).length;
    let next = fresh > 0 ? await takeNumbers(section.id, side, fresh) : 0;
    for (const { claim, former, own } of onSide) {
      const number = own ?? claimNumber(section.code, letter ?? '', next++);
      const formerNumbers = former.filter((one) => one !== number);
      writes.push(numberOne(claim, { section: section.id, assessment, number, formerNumbers }));
    }
  }
  return writes;
}

function numberOne(
  { claim, ...facts }: ClaimInText,
  { section, ...where }: Pick<ClaimRecord, 'section' | 'assessment' | 'number' | 'formerNumbers'>,
): Write {
  const $set = { ...facts, ...where, present: true };
  return { updateOne: { filter: { section, claim }, update: { $set }, upsert: true } };
}

/** Takes the next numbers of a side; answers the first. A number once taken is never given again, even when unused. */
async function takeNumbers(section: string, side: string, count: number): Promise<number> {
  const { given } = await ClaimCounterModel.findOneAndUpdate(
    { _id: `${section}:${side}` },
    { $inc: { given: count } },
    { upsert: true, returnDocument: 'after' },
  ).lean<{ given: number }>();
  return given - count + 1;
}
