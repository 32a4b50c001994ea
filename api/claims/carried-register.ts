/** The register of sections that come from another Candour: their claims keep the numbers they have. */
import type { SectionText } from '../../editor/schema/document.ts';
import type { SectionFacts } from '../assessments/contract.ts';
import type { ClaimView } from './contract.ts';
import { ClaimCounterModel, ClaimModel } from './model.ts';
import { claimNumber, claimsIn } from './rules.ts';

/** A claim's number now, and those it had before. */
export type NumberedClaim = Pick<ClaimView, 'id' | 'number' | 'formerNumbers'>;

/** The claims of a section by their place in its text. */
export function claimIdsIn({ regions }: Pick<SectionFacts, 'regions'>, text: SectionText): string[] {
  return claimsIn(text, sidesOf(regions)).map(({ claim }) => claim);
}

/**
 * Writes the register of a section that is not there yet. No number that a claim has or had is given again. Claims of the
 * text without a number get one when the register is next brought in line.
 */
export async function writeRegister(
  section: SectionFacts,
  text: SectionText,
  numbered: readonly NumberedClaim[],
): Promise<void> {
  const { id, assessment } = section;
  await removeRegisters([section]);
  const known = new Map(numbered.map((one) => [one.id, one]));
  const records = claimsIn(text, sidesOf(section.regions)).flatMap((claim) => {
    const { number, formerNumbers = [] } = known.get(claim.claim) ?? {};
    const where = { section: id, assessment, present: true };
    return number === undefined ? [] : [{ ...claim, ...where, number, formerNumbers }];
  });
  if (records.length > 0) await ClaimModel.insertMany(records);
  const numbers = numbered.flatMap(({ number, formerNumbers }) => [number, ...formerNumbers]);
  for (const { id: side, letter } of section.regions) {
    if (letter === null) continue;
    const given = mostGiven(numbers, claimNumber(section.code, letter, ''));
    await ClaimCounterModel.create({ _id: `${id}:${side}`, given });
  }
}

/** Removes the registers of sections that did not come to be. */
export async function removeRegisters(sections: readonly SectionFacts[]): Promise<void> {
  const counters = sections.flatMap(({ id, regions }) => sidesOf(regions).map((side) => `${id}:${side}`));
  await ClaimModel.deleteMany({ section: { $in: sections.map(({ id }) => id) } });
  await ClaimCounterModel.deleteMany({ _id: { $in: counters } });
}

function sidesOf(regions: SectionFacts['regions']): string[] {
  return regions.filter(({ letter }) => letter !== null).map(({ id }) => id);
}

function mostGiven(numbers: readonly string[], start: string): number {
  const counts = numbers
    .filter((number) => number.startsWith(start))
    .map((number) => Number(number.slice(start.length)));
  return Math.max(0, ...counts);
}
