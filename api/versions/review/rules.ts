import type { SectionState } from '../../assessments/vocabulary.ts';
import { claimsOf } from '../claim-content.ts';
import type { SealView } from '../contract.ts';
import type { FrozenSection } from '../freezing/contract.ts';
import type { ReviewRecord } from './model.ts';

/** How far a section is. What was said of another text than the one that stands does not count. */
export function stateOf(
  review: Pick<ReviewRecord, 'hash' | 'ready' | 'agreed' | 'signed'> | null,
): SectionState {
  if (!review) return 'drafting';
  const { hash, ready, agreed, signed } = review;
  if (signed?.hash === hash) return 'signed';
  if (agreed?.stands && agreed.hash === hash) return 'agreed';
  return ready?.hash === hash ? 'ready' : 'drafting';
}

/** How the claims of a section stand to the section in a signed version. */
export function sealsOf(signed: FrozenSection, now: FrozenSection): SealView[] {
  const sealed = new Map(claimsOf(signed).map(({ id, seal }) => [id, seal]));
  return claimsOf(now).map(({ id, seal }) => {
    const before = sealed.get(id);
    return { claim: id, state: before === undefined ? 'new' : before === seal ? 'intact' : 'broken' };
  });
}

/** How many seals of a section are intact and broken, and how many claims came and went since it was signed. */
export function countSeals(
  signed: FrozenSection | null,
  now: FrozenSection | null,
): Record<'intact' | 'broken' | 'added' | 'removed', number> {
  const before = signed ? claimsOf(signed) : [];
  const after = now ? claimsOf(now) : [];
  const sealed = new Map(before.map(({ id, seal }) => [id, seal]));
  const stay = after.filter(({ id }) => sealed.has(id));
  const intact = stay.filter(({ id, seal }) => sealed.get(id) === seal).length;
  return {
    intact,
    broken: stay.length - intact,
    added: after.length - stay.length,
    removed: before.length - stay.length,
  };
}
