import { HocuspocusProviderWebsocket } from '@hocuspocus/provider';
import { UndoManager, Doc } from 'yjs';
import { ySyncPluginKey } from '@tiptap/y-tiptap';
import type { RefusalReason, SectionNotice } from '../../../api/collaboration/contract.ts';
import { COLLABORATION_PATH } from '../../../api/collaboration/vocabulary.ts';
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
  accessChanged: () => void;
}

/** Opens a section's document. Nothing is written to it by opening. */
export function openSection(
  sectionId: string,
  regions: readonly string[],
  listener: SectionListener,
): LiveSection {
  const ydoc = new Doc();
  const history = new UndoManager(
    regions.map((region) => ydoc.getXmlFragment(region)),
    {
      trackedOrigins: new Set([ySyncPluginKey]),
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

function collaborationAddress(): string {
  const { protocol, host } = window.location;
  return `${protocol === 'https:' ? 'wss:' : 'ws:'}//${host}${COLLABORATION_PATH}`;
}

function watch(provider: SectionProvider, listener: SectionListener): void {
  let state = opening;
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
    if (changed) listener.accessChanged();
  });
  provider.on('synced', () => {
    tell({ kind: 'synced', mayWrite: mayWrite === true, unsaved: provider.unsyncedChanges, at: Date.now() });
  });
  provider.on('unsyncedChanges', ({ number }: { number: number }) => {
    tell({ kind: 'unsaved', count: number, at: Date.now() });
  });
  provider.on('authenticationFailed', ({ reason }: { reason: string }) => {
    tell({ kind: 'refused', reason: refusalReason(reason) });
    provider.configuration.websocketProvider.disconnect();
    if (reason === 'signed-out') setTimeout(() => tryAgain(provider), signInPause);
  });
  provider.on('disconnect', () => tell({ kind: 'lost', at: Date.now() }));
  provider.on('close', ({ event }: { event: { code: number } }) => {
    tell({ kind: 'lost', at: Date.now() });
    if (event.code === documentClosed) reconnect(provider);
  });
  provider.on('stateless', ({ payload }: { payload: string }) => {
    const notice = noticeIn(payload);
    if (notice) listener.notice(notice);
  });
}

/** The server closes one document with this code and leaves the line open; the provider would not come back by itself. */
const documentClosed = 1000;

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

function refusalReason(reason: string): RefusalReason {
  return reasons.find((one) => one === reason) ?? 'forbidden';
}

function noticeIn(payload: string): SectionNotice | null {
  try {
    const { type } = JSON.parse(payload) as Partial<SectionNotice>;
    return type === 'claims' || type === 'post-its' || type === 'section' ? { type } : null;
  } catch {
    return null;
  }
}
