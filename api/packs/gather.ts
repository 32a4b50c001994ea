import { createHash } from 'node:crypto';
import type { AssessmentExport } from '../../exports/input.ts';
import { councilName } from '../accounts/installation.ts';
import { listGlossary } from '../assessments/glossary/service.ts';
import { assessmentFacts, listRecommendations, listSections } from '../assessments/service.ts';
import { claimNumbers, rebuildRegister } from '../claims/service.ts';
import { readSection } from '../collaboration/service.ts';
import { evidenceByIds } from '../evidence/service.ts';
import type { FrozenAssessment, FrozenSection } from '../versions/freezing/contract.ts';
import { inspectionEdition } from './editions/inspection.ts';
import { citationsIn } from './editions/shown-evidence.ts';
import { claimsIn, type WrittenSection } from './rules.ts';

/** Gathers what the inspection edition of an assessment holds at this moment; throws NotFound. */
export async function gatherInspectionEdition(id: string, at: Date): Promise<AssessmentExport> {
  const frozen = await freeze(id);
  const hash = createHash('sha256').update(JSON.stringify(frozen)).digest('hex');
  const copy = { number: null, takenAt: at.toISOString(), signed: false, hash };
  return inspectionEdition(frozen, { copy, signOff: null, visibilityNow: {}, withFiles: false });
}

async function freeze(id: string): Promise<FrozenAssessment> {
  const { title, framework } = await assessmentFacts(id);
  const written = await Promise.all(
    (await listSections(id)).map(async (facts) => ({ facts, text: await readSection(facts.id) })),
  );
  const numbers = await numbersFor(written);
  const sections = written.map((section) => frozenSection(section, numbers));
  const cited = new Set(citationsIn(sections).map((citation) => citation.evidence));
  return {
    id,
    title,
    council: (await councilName()) ?? '',
    framework,
    sections,
    recommendations: await listRecommendations(id),
    glossary: await listGlossary(id),
    evidence: await evidenceByIds([...cited]),
  };
}

function frozenSection(section: WrittenSection, numbers: Record<string, string>): FrozenSection {
  const claims = claimsIn(section).map((id) => ({ id, number: numbers[id] ?? '', formerNumbers: [] }));
  return { ...section.facts, text: section.text, claims };
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
