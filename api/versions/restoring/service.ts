import { getGlossary, replaceGlossary } from '../../assessments/glossary/service.ts';
import { getRecommendations, replaceRecommendations } from '../../assessments/recommendations.ts';
import { changeChapter, gradeSection } from '../../assessments/sections.ts';
import { assessmentOf, listSections } from '../../assessments/service.ts';
import { recordChange } from '../../audit/service.ts';
import { changeSection } from '../../collaboration/service.ts';
import { Conflict, InvalidInput } from '../../http/errors.ts';
import type { Actor } from '../../policy.ts';
import type { Restored, VersionView } from '../contract.ts';
import type { FrozenAssessment, FrozenSection } from '../freezing/contract.ts';
import { canonicalJson } from '../freezing/fingerprint.ts';
import { describeVersion, readFrozen } from '../reading.ts';
import { keepAsItStands } from '../taking.ts';
import { readText, writeText } from './write-text.ts';

/** Everything as it stands just before, in a version: what is taken away stays there. */
interface Kept {
  version: VersionView;
  frozen: FrozenAssessment;
}

/** Somebody typed between the keeping of what stands and the change. */
class Moved extends Error {}

/** So often it is tried while people go on typing. */
const MOST_TRIES = 20;

/**
 * Brings back what a version holds, of one section or of all, as one more change by the person: claims keep their ids, what
 * is the same is left alone, and what others type meanwhile is merged. What stands is kept as an automatic version first,
 * to the last letter. Throws NotFound, InvalidInput for a section that is not in the version, Conflict when people type too fast.
 */
export async function restoreVersion(
  actor: Actor,
  { version: id, section }: { version: string; section?: string | undefined },
): Promise<Restored> {
  const { version, frozen } = await readFrozen(id);
  const wanted = frozen.sections.filter((one) => section === undefined || one.id === section);
  if (wanted.length === 0) throw new InvalidInput('This version has no such section. Choose another one.');
  const reason = `Before version ${version.number} was brought back`;
  for (const one of wanted) await bringBackChapter(actor, one);
  let kept = await keep(version.assessment, reason);
  const sections: Restored['sections'] = [];
  for (const one of wanted) {
    const restored = await restoreText(actor, one, { kept, reason });
    kept = restored.kept;
    const isOther = await restoreFacts(actor, one);
    if (restored.changed || isOther) sections.push({ id: one.id, title: one.title });
  }
  const isWhole = section === undefined;
  const recommendations = isWhole && (await restoreRecommendations(actor, frozen));
  const glossary = isWhole && (await restoreGlossary(actor, frozen));
  const { number, title } = kept.version;
  const details = { number: version.number, section: section ?? null, keptIn: number };
  const { assessment } = version;
  await recordChange(actor, { event: 'version.restored', subject: id, assessment, details });
  return { before: { id: kept.version.id, number, title }, sections, recommendations, glossary };
}

async function keep(assessment: string, reason: string): Promise<Kept> {
  const record = await keepAsItStands(assessment, reason);
  const { frozen } = await readFrozen(String(record._id));
  return { version: await describeVersion(record), frozen };
}

async function bringBackChapter(actor: Actor, { id, kind }: FrozenSection): Promise<void> {
  if (kind === 'chapter' && (await isRemoved(id))) await changeChapter(actor, id, { removed: false });
}

async function isRemoved(section: string): Promise<boolean> {
  const { assessment } = await assessmentOf(section, { removed: true });
  return !(await listSections(assessment.id)).some(({ id }) => id === section);
}

/** The text is changed only when what stands is in the version that was kept; else what stands now is kept first. */
async function restoreText(
  actor: Actor,
  { id, text, regions }: FrozenSection,
  given: { kept: Kept; reason: string },
): Promise<{ kept: Kept; changed: boolean }> {
  const sides = regions.filter(({ letter }) => letter !== null).map((region) => region.id);
  let { kept } = given;
  for (let tries = 1; tries <= MOST_TRIES; tries += 1) {
    const expected = kept.frozen.sections.find((one) => one.id === id)?.text ?? {};
    if (canonicalJson(expected) === canonicalJson(text)) return { kept, changed: false };
    try {
      await changeSection(id, actor, (ydoc, twins) => {
        const stands = readText(ydoc, Object.keys(expected));
        if (canonicalJson(stands) !== canonicalJson(expected)) throw new Moved();
        writeText(ydoc, twins, { text, sides });
      });
      return { kept, changed: true };
    } catch (error) {
      if (!(error instanceof Moved)) throw error;
      kept = await keep(kept.frozen.id, given.reason);
    }
  }
  throw new Conflict(
    'People are typing in this section just now. Ask them to pause, then bring it back again.',
  );
}

/** The title of a chapter and the grade of a judgement; answers whether either was another. */
async function restoreFacts(actor: Actor, { id, kind, title, grade }: FrozenSection): Promise<boolean> {
  const { section: now } = await assessmentOf(id);
  const isTitle = kind === 'chapter' && now.title !== title;
  const isGrade = now.graded && now.grade !== grade;
  if (isTitle) await changeChapter(actor, id, { title });
  if (isGrade) await gradeSection(actor, id, grade);
  return isTitle || isGrade;
}

async function restoreRecommendations(actor: Actor, frozen: FrozenAssessment): Promise<boolean> {
  const { revision, recommendations: now } = await getRecommendations(frozen.id);
  if (canonicalJson(now) === canonicalJson(frozen.recommendations)) return false;
  const recommendations = frozen.recommendations.map(({ number: _number, ...row }) => row);
  await replaceRecommendations(actor, frozen.id, { revision, recommendations });
  return true;
}

async function restoreGlossary(actor: Actor, frozen: FrozenAssessment): Promise<boolean> {
  const { revision, entries: now } = await getGlossary(actor, frozen.id);
  if (canonicalJson(now) === canonicalJson(frozen.glossary)) return false;
  await replaceGlossary(actor, frozen.id, { revision, entries: frozen.glossary });
  return true;
}
