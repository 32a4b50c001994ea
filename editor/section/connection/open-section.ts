import { HocuspocusProviderWebsocket } from '@hocuspocus/provider';
import { UndoManager, Doc } from 'yjs';
import { ySyncPluginKey } from '@tiptap/y-tiptap';
import type { RefusalReason, SectionNotice } from '../../../api/collaboration/contract.ts';
import { COLLABORATION_PATH } from '../../../api/collaboration/vocabulary.ts';
import { mayUndoDelete } from '../../schema/binding/undo-filter.ts';
import { SCHEMA_VERSION } from '../../schema/schema.ts';
import { documentName } from '../../schema/ydoc.ts';
import { type Connection, type ConnectionEvent, nextConnection, opening } from './connection-state.ts';
import { SectionProvider } from './section-provider.ts';

/** A section's live document on this page, and the line to the server. */
export interface LiveSection {
  ydoc: Doc;
  provider: SectionProvider;
  /** One history for the whole page; it holds only what was typed here. */
  history: UndoManager;
  close: () => void;
}

/** What a live section tells its page. */
export interface SectionListener {
  connection: (connection: Connection) => void;
  notice: (notice: SectionNotice) => void;
  /** The right to write was given or taken: this document must be thrown away and opened anew. */
  accessChanged: (wouldLose: boolean) => void;
}

/** Keystrokes and caret moves of so many milliseconds go out together: with many people in a section carets are most of the traffic. */
const batchFor = 50;

/** Opens a section's document. Nothing is written to it by opening. */
export function openSection(
  sectionId: string,
  regions: readonly string[],
  listener: SectionListener,
): LiveSection {
  const ydoc = new Doc();
  const history = new History(
    regions.map((region) => ydoc.getXmlFragment(region)),
    {
      trackedOrigins: new Set([ySyncPluginKey]),
      deleteFilter: mayUndoDelete,
      captureTransaction: (transaction) => transaction.meta.get('addToHistory') !== false,
    },
  );
  const websocketProvider = new HocuspocusProviderWebsocket({
    url: collaborationAddress(),
    maxDelay: 5000,
  });
  const provider = new SectionProvider({
    name: documentName(sectionId),
    document: ydoc,
    websocketProvider,
    token: String(SCHEMA_VERSION),
    flushDelay: batchFor,
  });
  watch(provider, listener);
  provider.attach();
  const close = (): void => {
    provider.destroy();
    websocketProvider.destroy();
    history.destroy();
    ydoc.destroy();
  };
  return { ydoc, provider, history, close };
}

/**
 * What was typed here, in pieces of half a second of typing. The binding would cut a piece whenever somebody else's
 * caret moves, so that undo would go letter by letter.
 */
class History extends UndoManager {
  override stopCapturing(): void {
    // Only time parts the pieces.
  }
}

function collaborationAddress(): string {
  const { protocol, host } = window.location;
  return `${protocol === 'https:' ? 'wss:' : 'ws:'}//${host}${COLLABORATION_PATH}`;
}

function watch(provider: SectionProvider, listener: SectionListener): void {
  let state = opening(Date.now());
  let mayWrite: boolean | null = null;
  const tell = (event: ConnectionEvent): void => {
    const next = nextConnection(state, event);
    if (next === state) return;
    state = next;
    listener.connection(next);
  };
  provider.on('authenticated', ({ scope }: { scope: string }) => {
    const allowed = scope === 'read-write';
    const changed = mayWrite !== null && mayWrite !== allowed;
    mayWrite = allowed;
    if (changed) listener.accessChanged(hasUnsaved(state));
  });
  provider.on('synced', () => {
    tell({ kind: 'synced', mayWrite: mayWrite === true, unsaved: provider.unsyncedChanges, at: Date.now() });
  });
  provider.on('unsyncedChanges', ({ number }: { number: number }) => {
    tell({ kind: 'unsaved', count: number, at: Date.now() });
  });
  provider.on('authenticationFailed', ({ reason }: { reason: string }) => {
    const refusal = reasons.find((one) => one === reason);
    // Anything else is no refusal but a server that could not open the document just now.
    if (!refusal) {
      reconnect(provider);
      return;
    }
    tell({ kind: 'refused', reason: refusal });
    provider.configuration.websocketProvider.disconnect();
    if (refusal === 'signed-out') setTimeout(() => tryAgain(provider), signInPause);
  });
  provider.on('disconnect', ({ event }: { event: { code: number } }) => {
    tell({ kind: 'lost', at: Date.now() });
    if (event.code === textRefused) listener.accessChanged(hasUnsaved(state));
  });
  provider.document.on('update', (_update: Uint8Array, origin: unknown) => {
    if (origin !== provider) tell({ kind: 'typed' });
  });
  provider.on('close', ({ event }: { event: { code: number } }) => {
    tell({ kind: 'lost', at: Date.now() });
    if (event.code === documentClosed) reconnect(provider);
  });
  provider.on('stateless', ({ payload }: { payload: string }) => {
    const notice = noticeIn(payload);
    if (notice) listener.notice(notice);
  });
}

function hasUnsaved(connection: Connection): boolean {
  return connection.kind !== 'opening' && connection.unsaved > 0;
}

/** The server closes one document with this code and leaves the line open; the provider would not come back by itself. */
const documentClosed = 1000;

/** What this page wrote was refused, and would be again: the page begins anew with the server's text. */
const textRefused = 4400;

function reconnect(provider: SectionProvider): void {
  const line = provider.configuration.websocketProvider;
  if (line.webSocket?.readyState === WebSocket.OPEN) line.webSocket.close();
}

/** How long to wait before asking again whether the person has signed in, in another tab or in a dialog. */
const signInPause = 4000;

function tryAgain(provider: SectionProvider): void {
  if (provider.isAttached) void provider.configuration.websocketProvider.connect();
}

const reasons: readonly RefusalReason[] = ['reload', 'signed-out', 'forbidden', 'not-found'];

function noticeIn(payload: string): SectionNotice | null {
  try {
    const { type } = JSON.parse(payload) as Partial<SectionNotice>;
    return type === 'claims' || type === 'post-its' || type === 'section' ? { type } : null;
  } catch {
    return null;
  }
}
