import type { Extension } from '@hocuspocus/server';
import * as Y from 'yjs';
import { sectionIdOf } from '../../../editor/schema/ydoc.ts';
import { NotFound } from '../../http/errors.ts';
import { log } from '../../http/log.ts';
import { CLOSE } from '../live/refused.ts';
import type { Journal } from '../live/journal.ts';
import { LiveText } from '../live/live-text.ts';
import type { LiveTexts } from '../live/live-texts.ts';
import { recallMoves } from '../moving/remembered.ts';
import { Twins } from '../moving/twins.ts';
import { type StoredText, readStored } from '../storage.ts';
import type { OpenSocket, Sockets, Visit } from '../sockets.ts';

/**
 * Fills a document with its state and its log; writes nothing. When that fails nobody gets a document, least of all
 * an empty one, and everyone who waits for it is told to come again.
 */
export function loading(texts: LiveTexts, journal: Journal, sockets: Sockets): Extension<Visit> {
  const waiting = new Map<string, Set<OpenSocket>>();
  return {
    extensionName: 'loading',
    onAuthenticate({ documentName, context }) {
      waiting.set(documentName, (waiting.get(documentName) ?? new Set()).add(context.socket));
      return Promise.resolve();
    },
    connected({ documentName }) {
      waiting.delete(documentName);
      return Promise.resolve();
    },
    async onLoadDocument({ document, documentName }) {
      try {
        texts.add(await load(document, journal));
      } catch (error) {
        log.error({ err: error, document: documentName }, 'a text could not be loaded');
        for (const socket of waiting.get(documentName) ?? []) sockets.end(socket, CLOSE.unavailable);
        waiting.delete(documentName);
        // Hocuspocus forgets it without this, and its presence would go on ticking.
        document.destroy();
        // It is told; Hocuspocus would print an error with words again, beside the log.
        throw new Error('', { cause: error });
      }
    },
    afterUnloadDocument({ documentName }) {
      texts.remove(documentName);
      return Promise.resolve();
    },
  };
}

async function load(document: LiveText['document'], journal: Journal): Promise<LiveText> {
  const section = sectionIdOf(document.name);
  const stored = section === null ? null : await readStored(section);
  if (section === null || !stored) throw new NotFound('The text of this section was not found.');
  for (const update of [
    stored.state,
    ...stored.log.flatMap(({ changes }) => changes.map((one) => one.update)),
  ])
    Y.applyUpdate(document, update);
  const entries = stored.log.map(({ id }) => id);
  const twins = twinsIn(stored);
  return new LiveText({ section, document, regions: stored.regions, entries, journal, twins });
}

/** The moves of claims so far, for pages that come back and have not heard of them. */
function twinsIn({ moves, log: entries }: StoredText): Twins {
  const twins = new Twins();
  const changes = entries.flatMap((entry) => entry.changes);
  for (const one of [moves, ...changes.map((change) => change.moves)]) if (one) recallMoves(twins, one);
  return twins;
}
