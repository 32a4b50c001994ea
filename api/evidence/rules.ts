import { type Actor, can, isOnlyPartner } from '../policy.ts';
import { VISIBILITIES, type Visibility } from './vocabulary.ts';

/** The public number of a record: E001, E999, E1000. */
export function evidenceNumber(sequence: number): string {
  return `E${String(sequence).padStart(3, '0')}`;
}

/** The place of a record in the order of numbers: 12 of E012. */
export function sequenceOf(number: string): number {
  return Number(number.slice(1));
}

/** True when something shown to `audience` may show a record of this visibility. */
export function isVisibleTo(audience: Visibility, visibility: Visibility): boolean {
  return VISIBILITIES.indexOf(visibility) >= VISIBILITIES.indexOf(audience);
}

/** The visibilities a person may see: partners what is for partners or wider, everyone else all. */
export function visibilitiesFor(actor: Actor): Visibility[] {
  const audience = isOnlyPartner(actor) ? 'partners' : 'council';
  return VISIBILITIES.filter((visibility) => isVisibleTo(audience, visibility));
}

/** Who may change a record: whoever added it and may still add, and those who manage the library. */
export function mayChange(actor: Actor, addedBy: string): boolean {
  return can(actor, 'library.manage') || (actor.id === addedBy && can(actor, 'library.add'));
}

/** The words of a text as they are searched: lower case, without accents, letters and digits only, each once. */
export function searchWords(...texts: readonly string[]): string[] {
  const plain = texts
    .join(' ')
    .normalize('NFKD')
    .replace(/[\p{M}'’]/gu, '')
    .toLowerCase();
  return [...new Set(plain.match(/[\p{L}\p{N}]+/gu) ?? [])];
}
