import { HocuspocusProvider, HocuspocusProviderWebsocket, WebSocketStatus } from '@hocuspocus/provider';
import WebSocket from 'ws';
import * as Y from 'yjs';
import { plainText, type SectionText } from '../../editor/schema/document.ts';
import { SCHEMA_VERSION } from '../../editor/schema/schema.ts';
import { documentName, readRegion } from '../../editor/schema/ydoc.ts';
import { COLLABORATION_PATH } from '../../api/collaboration/vocabulary.ts';

/** How a page connects. */
export interface PageOptions {
  port: number;
  section: string;
  cookie: string;
  token?: string;
  origin?: string;
  ydoc?: Y.Doc;
}

/** What a browser's page does of collaboration, without the browser. */
export interface Page {
  readonly ydoc: Y.Doc;
  readonly provider: HocuspocusProvider;
  readonly socket: HocuspocusProviderWebsocket;
  /** Everything the server said, in order. */
  readonly heard: { notices: string[]; refusals: string[]; closes: number[] };
  /** True when connected, and everything typed was acknowledged. */
  isSaved(): boolean;
  /** The claim's text as it is shown. */
  claim(index: number, region?: string): string;
  words(region?: string): string[];
  text(): SectionText;
  /** Types into a claim: inserts at a place (from the end when negative, -1 being the end itself). */
  type(index: number, words: string, at?: number): void;
  close(): void;
}

/** The provider of the workspace: it sends nothing while the line is down, so that nothing is counted twice. */
class PageProvider extends HocuspocusProvider {
  override send(...[message, details]: Parameters<HocuspocusProvider['send']>): void {
    const { webSocket } = this.configuration.websocketProvider;
    if (webSocket?.readyState === WebSocket.OPEN) super.send(message, details);
  }
}

/** Opens a section as a signed-in person. */
export function openPage(options: PageOptions): Page {
  const { port, section, cookie, token = String(SCHEMA_VERSION), ydoc = new Y.Doc() } = options;
  const heard: Page['heard'] = { notices: [], refusals: [], closes: [] };
  const headers = { cookie, ...(options.origin === undefined ? {} : { origin: options.origin }) };
  class SignedInSocket extends WebSocket {
    constructor(address: string) {
      super(address, { headers });
      this.on('error', () => undefined);
    }
  }
  const socket = new HocuspocusProviderWebsocket({
    url: `ws://127.0.0.1:${port}${COLLABORATION_PATH}`,
    WebSocketPolyfill: SignedInSocket,
    delay: 100,
    minDelay: 50,
    maxDelay: 300,
  });
  const provider = new PageProvider({
    name: documentName(section),
    document: ydoc,
    websocketProvider: socket,
    token,
  });
  provider.on('stateless', ({ payload }: { payload: string }) => heard.notices.push(payload));
  provider.on('authenticationFailed', ({ reason }: { reason: string }) => heard.refusals.push(reason));
  provider.on('close', ({ event }: { event: { code: number } }) => heard.closes.push(event.code));
  provider.attach();
  const words = (region = 'effective'): string[] =>
    readRegion(ydoc, region).content.map((block) => plainText(block.content));
  return {
    ydoc,
    provider,
    socket,
    heard,
    isSaved: () =>
      socket.status === WebSocketStatus.Connected && provider.synced && provider.unsyncedChanges === 0,
    claim: (index, region) => words(region)[index] ?? '',
    words,
    text: () =>
      Object.fromEntries(['overview', 'effective', 'development'].map((one) => [one, readRegion(ydoc, one)])),
    type(index, inserted, at = -1) {
      const text = claimText(ydoc, index);
      text.insert(at < 0 ? text.length + 1 + at : at, inserted);
    },
    close() {
      provider.destroy();
      socket.destroy();
    },
  };
}

/** The text of the n-th block of a region. */
export function claimText(ydoc: Y.Doc, index: number, region = 'effective'): Y.XmlText {
  const block = ydoc.getXmlFragment(region).get(index);
  const text: unknown = block instanceof Y.XmlElement ? block.get(0) : null;
  if (!(text instanceof Y.XmlText)) throw new Error(`There is no text in block ${index} of ${region}`);
  return text;
}
