import type { Server } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { Hocuspocus } from '@hocuspocus/server';
import { log } from '../http/log.ts';
import { type FindSection, authorise, schemaGate } from './extensions/admission.ts';
import { messageKinds } from './extensions/limits.ts';
import { loading } from './extensions/loading.ts';
import { presence } from './extensions/presence.ts';
import { storing } from './extensions/storing.ts';
import { telling } from './extensions/telling.ts';
import { writeAhead } from './extensions/write-ahead.ts';
import { lacksIds, mendIds } from './live/block-ids.ts';
import { CLOSE } from './live/refused.ts';
import { journal, listeners, setRunning, texts } from './running.ts';
import { readSection } from './service.ts';
import { type AuthenticateSocket, Sockets, type Visit } from './sockets.ts';
import { sectionsWithLog } from './storage.ts';
import { upgradeHandler } from './upgrade.ts';

/** What collaboration needs of others: who sends a request, and where a section belongs (throws NotFound). */
export interface CollaborationPorts {
  authenticate: AuthenticateSocket;
  findSection: FindSection;
}

/** The websocket side of the application. */
export interface Collaboration {
  /** Takes the websockets of an HTTP server, and brings up to date what follows from texts after a crash. */
  attach(server: Server): Promise<void>;
  /** Lets nobody in any more, ends every websocket, stores every open text. Answers the sections it could not store. */
  close(): Promise<string[]>;
}

/** How long texts may take to be stored when the server stops, in milliseconds. */
const STORE_WITHIN = 10_000;

/** Prepares collaboration. One process runs one of these at a time. */
export function createCollaboration(ports: CollaborationPorts): Collaboration {
  const sockets: Sockets = new Sockets(() => hocuspocus, ports.authenticate);
  const hocuspocus = new Hocuspocus<Visit>({
    quiet: true,
    maxPendingDocuments: 20,
    // The meter of each socket is stricter.
    maxUnauthenticatedQueueMessages: 5000,
    extensions: [
      schemaGate(),
      authorise(ports.findSection, sockets),
      messageKinds(sockets),
      loading(texts, journal, sockets),
      presence(),
      writeAhead(texts, sockets),
      telling(texts, listeners),
      storing(texts, listeners),
    ],
  });
  let isOpen = true;
  const forget = listeners.add(mendIdsOf);
  const handle = upgradeHandler({
    authenticate: ports.authenticate,
    hocuspocus: () => hocuspocus,
    sockets,
    isOpen: () => isOpen,
  });
  return {
    async attach(server) {
      setRunning({ hocuspocus, sockets });
      server.on('upgrade', handle);
      await catchUp();
    },
    async close() {
      isOpen = false;
      const left = await drain(hocuspocus, sockets);
      forget();
      setRunning(null);
      return left;
    },
  };
}

/** Only an open text can lack ids: what the server writes has them. */
async function mendIdsOf(section: string, text: Parameters<typeof lacksIds>[0]): Promise<void> {
  if (!lacksIds(text)) return;
  const open = texts.all().find((one) => one.section === section);
  await open?.change('', (ydoc) => mendIds(ydoc, open.regions));
}

/** A crash may have come between a change and what follows from it; such sections still have a log. */
async function catchUp(): Promise<void> {
  for (const section of await sectionsWithLog()) {
    try {
      await listeners.announce(section, await readSection(section));
    } catch (error) {
      log.error({ err: error, section }, 'what follows from a text could not be brought up to date');
    }
  }
}

async function drain(hocuspocus: Hocuspocus<Visit>, sockets: Sockets): Promise<string[]> {
  sockets.endAll(CLOSE.stopping);
  const deadline = Date.now() + STORE_WITHIN;
  while ((hocuspocus.getDocumentsCount() > 0 || sockets.size > 0) && Date.now() < deadline) {
    if (Date.now() > deadline - STORE_WITHIN + 1000) sockets.terminateAll();
    hocuspocus.flushPendingStores();
    await pause(20);
  }
  return texts.all().map((one) => one.section);
}
