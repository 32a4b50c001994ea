import type { Document, Extension, Hocuspocus } from '@hocuspocus/server';
import { log } from '../../http/log.ts';
import type { LiveTexts } from '../live/live-texts.ts';
import type { StoredListeners } from '../live/stored-listeners.ts';
import type { Visit } from '../sockets.ts';

/** How long after a failed store the next one is tried; doubled each time, up to the longest. */
const FIRST_PAUSE = 1000;
const LONGEST_PAUSE = 60_000;

/**
 * Merges the log into the stored state from time to time. A failed store is tried again until it succeeds, and its
 * document stays open so long, whoever leaves.
 */
export function storing(texts: LiveTexts, listeners: StoredListeners): Extension<Visit> {
  const failing = new Map<string, { timer: NodeJS.Timeout; pause: number }>();

  async function store(document: Document, instance: Hocuspocus<Visit>): Promise<void> {
    clearTimeout(failing.get(document.name)?.timer);
    try {
      await listeners.flush(texts.of(document).section);
      await texts.of(document).store();
      failing.delete(document.name);
    } catch (error) {
      tryLater(document, instance, error);
    }
  }

  function tryLater(document: Document, instance: Hocuspocus<Visit>, error: unknown): void {
    const pause = Math.min(LONGEST_PAUSE, (failing.get(document.name)?.pause ?? FIRST_PAUSE / 2) * 2);
    log.error({ err: error, document: document.name, againIn: pause }, 'a text could not be stored');
    const timer = setTimeout(() => {
      void document.saveMutex
        .runExclusive(() => store(document, instance))
        .then(() => instance.unloadDocument(document));
    }, pause);
    timer.unref();
    failing.set(document.name, { timer, pause });
  }

  return {
    extensionName: 'storing',
    onStoreDocument: ({ document, instance }) => store(document, instance as Hocuspocus<Visit>),
    async beforeUnloadDocument({ document, documentName }) {
      const text = texts.of(document);
      await listeners.flush(text.section);
      if (failing.has(documentName) || text.isBusy) throw new Error('');
    },
  };
}
