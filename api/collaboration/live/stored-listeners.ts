import type { SectionText } from '../../../editor/schema/document.ts';
import { log } from '../../http/log.ts';

/** Hears of a section's text soon after it changed. */
export type StoredListener = (section: string, text: SectionText) => unknown;

/** After so long without another change the listeners are called, in milliseconds. */
const QUIET = 250;
/** Among changes without a pause they are called at least so often. */
const AT_LEAST_EVERY = 2000;
/** After a listener failed it is called again. */
const AGAIN_AFTER = 5000;

interface Due {
  timer: NodeJS.Timeout;
  since: number;
  read: () => SectionText;
}

/** Tells listeners of changed texts: one call for many changes, and never two calls at once for one section. */
export class StoredListeners {
  readonly #listeners = new Set<StoredListener>();
  readonly #due = new Map<string, Due>();
  readonly #running = new Map<string, Promise<void>>();

  /** Adds a listener; answers a function that takes it away. */
  add(listener: StoredListener): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Notes that a section's text changed; `read` gives it when its time has come. */
  touch(section: string, read: () => SectionText): void {
    const now = Date.now();
    const last = this.#due.get(section);
    if (last && now - last.since + QUIET > AT_LEAST_EVERY) return;
    this.#wait(section, QUIET, { since: last?.since ?? now, read });
  }

  /** Calls the listeners now if the section changed since they were called; resolves when they are done. */
  async flush(section: string): Promise<void> {
    const due = this.#due.get(section);
    if (due) void this.#run(section, due);
    await this.#running.get(section);
  }

  /** Calls the listeners with a text, whatever was before. Throws what they throw. */
  async announce(section: string, text: SectionText): Promise<void> {
    for (const listener of this.#listeners) await listener(section, text);
  }

  #wait(section: string, pause: number, due: Omit<Due, 'timer'>): void {
    clearTimeout(this.#due.get(section)?.timer);
    const timer = setTimeout(() => void this.flush(section), pause);
    timer.unref();
    this.#due.set(section, { ...due, timer });
  }

  #run(section: string, due: Due): Promise<void> {
    clearTimeout(due.timer);
    this.#due.delete(section);
    const before = this.#running.get(section) ?? Promise.resolve();
    const run = before.then(() => this.#call(section, due));
    this.#running.set(section, run);
    return run.then(() => {
      if (this.#running.get(section) === run) this.#running.delete(section);
    });
  }

  async #call(section: string, { read }: Due): Promise<void> {
    try {
      await this.announce(section, read());
    } catch (error) {
      log.error({ err: error, section }, 'what follows from a text could not be brought up to date');
      if (!this.#due.has(section)) this.#wait(section, AGAIN_AFTER, { since: Date.now(), read });
    }
  }
}
