import { councilName } from '../../accounts/installation.ts';
import type { SectionFacts } from '../../assessments/contract.ts';
import {
  assessmentFacts,
  assessmentOf,
  listRecommendations,
  listSections,
} from '../../assessments/service.ts';
import { listGlossary } from '../../assessments/glossary/service.ts';
import { numberClaims, rebuildRegister } from '../../claims/service.ts';
import { readSection, settleSection } from '../../collaboration/service.ts';
import { evidenceByIds } from '../../evidence/service.ts';
import { everyPostIt } from '../../post-its/service.ts';
import type { FrozenAssessment, FrozenPostIt, FrozenSection } from './contract.ts';
import { fingerprint } from './fingerprint.ts';
import { citationsIn, freezeEvidence } from './rules.ts';

/** An assessment as it stands now: nothing of it is stored. `at` is when the reading began. */
export interface FrozenNow {
  frozen: FrozenAssessment;
  postIts: FrozenPostIt[];
  /** The fingerprint of `frozen`. */
  hash: string;
  at: Date;
}

/** So often a section is read again when a claim was typed and had no number yet. */
const MOST_READINGS = 5;

/**
 * Everything an export of an assessment needs, as it stands now. Each section is read in one moment, with everything that
 * was saved in it, and the register is brought up to date with it. Throws NotFound.
 */
export async function freezeNow(assessment: string): Promise<FrozenNow> {
  for (const { id } of await listSections(assessment)) await settleSection(id);
  const at = new Date();
  const { id, title, framework } = await assessmentFacts(assessment);
  const sections = await Promise.all((await listSections(assessment)).map(freeze));
  const citations = citationsIn(sections.map(({ text }) => text));
  const cited = [...new Set(citations.map(({ evidence }) => evidence))];
  const frozen: FrozenAssessment = {
    id,
    title,
    council: (await councilName()) ?? '',
    framework,
    sections,
    recommendations: await listRecommendations(assessment),
    glossary: await listGlossary(assessment),
    evidence: freezeEvidence(await evidenceByIds(cited), citations),
  };
  const postIts = await everyPostIt(sections.map((section) => section.id));
  return { frozen, postIts, hash: fingerprint(frozen), at };
}

/** One section as it stands now; throws NotFound. */
export async function freezeSection(section: string): Promise<FrozenSection> {
  await settleSection(section);
  return freezeAsRead(section);
}

/** Like {@link freezeSection}, for those who are told of a changed text and would wait for themselves. */
export async function freezeAsRead(section: string): Promise<FrozenSection> {
  return freeze((await assessmentOf(section)).section);
}

async function freeze({ assessment: _assessment, ...facts }: SectionFacts): Promise<FrozenSection> {
  for (let reading = 1; ; reading += 1) {
    const text = await readSection(facts.id);
    const { claims, isWhole } = await numberClaims(facts, text);
    if (isWhole || reading === MOST_READINGS) return { ...facts, text, claims };
    await rebuildRegister(facts.id);
  }
}
