import type { Document } from '@hocuspocus/server';
import { Twins } from '../moving/twins.ts';
import type { LiveText } from './live-text.ts';

/** The moves of so many sections are remembered after nobody has them open. */
const REMEMBERED = 200;

/** The open sections by their documents. */
export class LiveTexts {
  readonly #byName = new Map<string, LiveText>();
  readonly #twins = new Map<string, Twins>();

  /** The text of an open document. Throws an Error when the document is not open. */
  of(document: Document): LiveText {
    const found = this.#byName.get(document.name);
    if (found?.document !== document) throw new Error(`${document.name} is not open`);
    return found;
  }

  /** The text under a document's name, or null when it is not open. */
  named(name: string): LiveText | null {
    return this.#byName.get(name) ?? null;
  }

  add(text: LiveText): void {
    this.#byName.set(text.document.name, text);
  }

  remove(name: string): void {
    this.#byName.delete(name);
  }

  all(): LiveText[] {
    return [...this.#byName.values()];
  }

  /** The moves of a section since the server started, for pages that come back and have not heard of them. */
  twinsOf(section: string): Twins {
    const twins = this.#twins.get(section) ?? new Twins();
    this.#twins.delete(section);
    this.#twins.set(section, twins);
    const [oldest] = this.#twins.keys();
    if (this.#twins.size > REMEMBERED && oldest !== undefined) this.#twins.delete(oldest);
    return twins;
  }
}
