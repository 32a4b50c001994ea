import type { Document } from '@hocuspocus/server';
import type { LiveText } from './live-text.ts';

/** The open sections by their documents. */
export class LiveTexts {
  readonly #byName = new Map<string, LiveText>();

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
}
