import type { SectionText } from '../../../editor/schema/document.ts';
import { assessmentOf, sectionsWithAgreedText } from '../../assessments/service.ts';
import { readSection } from '../../collaboration/service.ts';
import { visibilitiesFor } from '../../evidence/rules.ts';
import { evidenceByIds } from '../../evidence/service.ts';
import { NotFound } from '../../http/errors.ts';
import { type Actor, can } from '../../policy.ts';
import type { AgreedSection } from '../contract.ts';
import type { FrozenSection } from '../freezing/contract.ts';
import { readParts } from '../freezing/parts.ts';
import { citationsIn } from '../freezing/rules.ts';
import { withoutQuotes } from '../rules.ts';
import { ReviewModel, type ReviewRecord } from './model.ts';

/** The text of a section that was last agreed, as far as the person may see it; throws NotFound before the first agreement. */
export async function getAgreed(actor: Actor, section: string): Promise<AgreedSection> {
  const { agreed, frozen } = await readAgreed(section);
  const { text, evidence } = await asSeenBy(actor, frozen.text);
  return {
    section: { ...frozen, text },
    agreedBy: agreed.by,
    agreedAt: agreed.at.toISOString(),
    hash: agreed.hash,
    evidence,
  };
}

/** The text of a section that a person reads: the draft, or for readers and partners the one last agreed. Throws NotFound. */
export async function textFor(actor: Actor, section: string): Promise<SectionText> {
  const { assessment } = await assessmentOf(section);
  const agreed = (await sectionsWithAgreedText([section])).has(section);
  if (can(actor, 'section.read-draft', { assessment: assessment.id, section, agreed }))
    return readSection(section);
  return (await asSeenBy(actor, (await readAgreed(section)).frozen.text)).text;
}

async function readAgreed(
  section: string,
): Promise<{ agreed: NonNullable<ReviewRecord['agreed']>; frozen: FrozenSection }> {
  const record = await ReviewModel.findById(section).lean<ReviewRecord>();
  if (!record?.agreed) throw new NotFound('No text of this section has been agreed yet.');
  const [frozen] = (await readParts([record.agreed.hash])) as [FrozenSection];
  return { agreed: record.agreed, frozen };
}

/** Of records the person may not see only the number is named, and nothing is quoted. */
async function asSeenBy(
  actor: Actor,
  text: SectionText,
): Promise<{ text: SectionText; evidence: AgreedSection['evidence'] }> {
  const visible = visibilitiesFor(actor);
  const records = await evidenceByIds([...new Set(citationsIn([text]).map(({ evidence }) => evidence))]);
  const hidden = new Set(
    records.filter(({ visibility }) => !visible.includes(visibility)).map(({ id }) => id),
  );
  const evidence = records.map(({ id, number, title }) => ({
    id,
    number,
    title: hidden.has(id) ? '' : title,
  }));
  return { text: withoutQuotes(text, hidden), evidence };
}
