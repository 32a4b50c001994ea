import type { AssessmentExport } from '../../exports/input.ts';
import { councilName } from '../accounts/installation.ts';
import { assessmentFacts, listRecommendations, listSections } from '../assessments/service.ts';
import { claimNumbers, rebuildRegister } from '../claims/service.ts';
import { readSection } from '../collaboration/service.ts';
import { evidenceByIds } from '../evidence/service.ts';
import { citationsIn, claimsIn, inspectionEdition, type WrittenSection } from './rules.ts';

/** Gathers what the inspection edition of an assessment holds at this moment; throws NotFound. */
export async function gatherInspectionEdition(id: string, at: Date): Promise<AssessmentExport> {
  const assessment = await assessmentFacts(id);
  const sections = await Promise.all(
    (await listSections(id)).map(async (facts) => ({ facts, text: await readSection(facts.id) })),
  );
  const cited = new Set(citationsIn(sections).map((citation) => citation.evidence));
  return inspectionEdition({
    assessment,
    council: (await councilName()) ?? '',
    sections,
    claimNumbers: await numbersFor(sections),
    recommendations: await listRecommendations(id),
    evidence: await evidenceByIds([...cited]),
    at,
  });
}

/** The register follows the text a moment later; where a claim of the text has no number yet, it is brought up to date. */
async function numbersFor(sections: readonly WrittenSection[]): Promise<Record<string, string>> {
  const ids = sections.map(({ facts }) => facts.id);
  const numbers = await claimNumbers(ids);
  const behind = sections.filter((section) => claimsIn(section).some((claim) => !(claim in numbers)));
  if (behind.length === 0) return numbers;
  for (const { facts } of behind) await rebuildRegister(facts.id);
  return claimNumbers(ids);
}
