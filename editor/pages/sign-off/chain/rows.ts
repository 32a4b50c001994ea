import type { ChainStep } from '../../../../api/versions/signing/contract.ts';

/** A step being set; `key` stays with it when the order changes. */
export interface StepRow {
  key: string;
  title: string;
  people: string[];
  all: boolean;
}

/** Ways to begin: the names of the steps, which the council then gives its people. */
export const PRESETS: readonly (readonly string[])[] = [
  ['Section leads', 'Senior management team', 'Director of children’s services', 'Improvement Board'],
  ['Section leads', 'Director of children’s services'],
];

/** An empty step under a name. */
export function newStep(title = ''): StepRow {
  return { key: crypto.randomUUID(), title, people: [], all: true };
}

/** The chain as it is saved, to be changed. */
export function rowsOf(chain: readonly ChainStep[]): StepRow[] {
  return chain.map(({ id, title, people, all }) => ({
    key: id,
    title,
    people: people.map((person) => person.id),
    all,
  }));
}
