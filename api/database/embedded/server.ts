import { join } from 'node:path';
import { claimFolder } from './claim-folder.ts';
import { AGGREGATE_COMMANDS } from './commands/aggregate.ts';
import { COLLECTION_COMMANDS } from './commands/collections.ts';
import { CONNECTION_COMMANDS } from './commands/connection.ts';
import { Cursors } from './commands/cursors.ts';
import { createDispatcher } from './commands/dispatch.ts';
import { INDEX_COMMANDS } from './commands/indexes.ts';
import { READ_COMMANDS } from './commands/read.ts';
import { WRITE_COMMANDS } from './commands/write.ts';
import { sessionCommands } from './commands/sessions.ts';
import { removeExpired } from './expiry.ts';
import { Sessions } from './sessions/sessions.ts';
import { Catalog } from './storage/catalog.ts';
import { Locks } from './storage/locks.ts';
import { reachBySocket, reachByTcp, uriOfHolder } from './reach.ts';
import { DATA_FILE, openStore } from './storage/store.ts';
import { type Answer } from './wire/listen.ts';

// MongoDB looks for expired documents every minute.
const EXPIRY_MS = 5_000;

/** A server that runs, or the address of the one that holds the folder already. */
export type Started = { uri: string; close(): Promise<void> } | { inUse: string };

/** Claims the folder, opens its data and answers drivers: on its socket, or with `tcp` on a port. */
export async function startServer(folder: string, tcp: boolean): Promise<Started> {
  // Requests that come before the data is open wait for it: the socket is the lock, so it is there first.
  let opened: (answer: Answer) => void = () => undefined;
  const answer = new Promise<Answer>((resolve) => (opened = resolve));
  const answerLater: Answer = async (request) => (await answer)(request);
  const claim = await claimFolder(folder, (lock) =>
    (tcp ? reachByTcp : reachBySocket)(folder, lock, answerLater),
  );
  if ('heldAt' in claim) return { inUse: uriOfHolder(folder, claim.heldAt) };
  const { uri, disconnect, close } = claim.result;
  try {
    const server = openData(folder);
    opened(server.answer);
    return {
      uri,
      close: async () => {
        disconnect();
        await server.close();
        await close();
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

function openData(folder: string): { answer: Answer; close(): Promise<void> } {
  const locks = new Locks();
  const store = openStore(join(folder, DATA_FILE), locks);
  const catalog = new Catalog(store.view);
  const cursors = new Cursors();
  const sessions = new Sessions({ store, locks, cursors });
  const commands = new Map(
    Object.entries({
      ...CONNECTION_COMMANDS,
      ...sessionCommands(sessions),
      ...READ_COMMANDS,
      ...AGGREGATE_COMMANDS,
      ...WRITE_COMMANDS,
      ...INDEX_COMMANDS,
      ...COLLECTION_COMMANDS,
    }),
  );
  const timer = setInterval(() => {
    const now = Date.now();
    cursors.expire(now);
    sessions.expire(now);
    store.forgetDeadReaders();
    // A failure here is met again, and told, by the next write.
    removeExpired(store, catalog, now).catch(() => undefined);
  }, EXPIRY_MS);
  return {
    answer: createDispatcher({ catalog, cursors, sessions, commands }),
    close: async () => {
      clearInterval(timer);
      await store.close();
    },
  };
}
