import { HocuspocusProvider, HocuspocusProviderWebsocket } from '@hocuspocus/provider';
import { setTimeout as pause } from 'node:timers/promises';
import WebSocket from 'ws';
import * as Y from 'yjs';
import { newBlockId } from '../../editor/schema/ids.ts';
import { SCHEMA_VERSION } from '../../editor/schema/schema.ts';

/** Where and how the typists connect: one cookie each, or none. */
export interface Desk {
  url: string;
  document: string;
  cookies: readonly string[];
}

/** What was measured, in milliseconds; every delivery to every other typist counts once. */
export interface Measured {
  propagation: number[];
  acknowledgement: number[];
  missing: number;
}

interface Typist {
  ydoc: Y.Doc;
  provider: HocuspocusProvider;
  socket: HocuspocusProviderWebsocket;
  /** When each letter that is not acknowledged yet was typed. */
  waiting: number[];
  stop: () => void;
}

const region = 'effective';

/** What everyone does in one go: `perSecond` letters each for `seconds`. */
interface Spell {
  perSecond: number;
  seconds: number;
}

const warmUp: Spell = { perSecond: 5, seconds: 2 };
const measuredSpell: Spell = { perSecond: 5, seconds: 15 };

/** Lets everyone type at the same time in claims of their own, first to warm up and then to be measured. */
export async function typeTogether(desk: Desk): Promise<Measured> {
  const measured: Measured = { propagation: [], acknowledgement: [], missing: 0 };
  const typedAt = desk.cookies.map((): number[] => []);
  const typists = desk.cookies.map((cookie) => sitDown(desk, cookie, measured));
  await waitFor(() => typists.every(({ provider }) => provider.synced));
  const [first] = typists;
  if (first && first.ydoc.getXmlFragment(region).length < typists.length)
    makeClaims(first.ydoc, typists.length);
  await waitFor(() => typists.every(({ ydoc }) => ydoc.getXmlFragment(region).length >= typists.length));
  const made = lengthsSeen(typists);
  await typeAll(
    typists,
    warmUp,
    desk.cookies.map(() => []),
  );
  await everythingArrived(typists, made, warmUp);
  const before = lengthsSeen(typists);
  for (const typist of typists) {
    listen(typist, { typedAt, before, measured });
    typist.waiting.length = 0;
  }
  measured.acknowledgement.length = 0;
  await typeAll(typists, measuredSpell, typedAt);
  await everythingArrived(typists, before, measuredSpell);
  measured.missing = typists.reduce((sum, { ydoc }) => sum + missingIn(ydoc, before, measuredSpell), 0);
  for (const { stop } of typists) stop();
  return measured;
}

async function typeAll(typists: readonly Typist[], spell: Spell, typedAt: number[][]): Promise<void> {
  await Promise.all(typists.map((typist, index) => type(typist, index, { typedAt, ...spell })));
}

/** Waits until everyone has everything; what is missing after long waiting is counted, not thrown. */
async function everythingArrived(
  typists: readonly Typist[],
  before: readonly number[],
  spell: Spell,
): Promise<void> {
  await waitFor(() => typists.every(({ ydoc }) => missingIn(ydoc, before, spell) === 0)).catch(() => null);
  await waitFor(() => typists.every(({ provider }) => provider.unsyncedChanges === 0)).catch(() => null);
}

function lengthsSeen(typists: readonly Typist[]): number[] {
  const [first] = typists;
  return first ? lengths(first.ydoc, typists.length) : [];
}

function sitDown(desk: Desk, cookie: string, measured: Measured): Typist {
  class SignedInSocket extends WebSocket {
    constructor(address: string) {
      super(address, cookie === '' ? {} : { headers: { cookie } });
    }
  }
  const socket = new HocuspocusProviderWebsocket({ url: desk.url, WebSocketPolyfill: SignedInSocket });
  const ydoc = new Y.Doc();
  const provider = new HocuspocusProvider({
    name: desk.document,
    document: ydoc,
    websocketProvider: socket,
    token: String(SCHEMA_VERSION),
    awareness: null,
  });
  provider.attach();
  const waiting: number[] = [];
  provider.on('unsyncedChanges', ({ number }: { number: number }) => {
    while (waiting.length > number) measured.acknowledgement.push(performance.now() - (waiting.shift() ?? 0));
  });
  const stop = () => {
    provider.destroy();
    socket.destroy();
  };
  return { ydoc, provider, socket, waiting, stop };
}

/** One claim for each typist, made by one of them as an editor would. */
function makeClaims(ydoc: Y.Doc, count: number): void {
  const blocks = Array.from({ length: count }, () => {
    const claim = new Y.XmlElement('claim');
    claim.setAttribute('id', newBlockId());
    // Yjs types attributes as strings; as in the editor, this one is a number.
    new Y.XmlElement<{ level: number }>().setAttribute.call(claim, 'level', 0);
    claim.insert(0, [new Y.XmlText('>')]);
    return claim;
  });
  ydoc.transact(() => ydoc.getXmlFragment(region).insert(0, blocks));
}

function textOf(ydoc: Y.Doc, index: number): Y.XmlText {
  const claim = ydoc.getXmlFragment(region).get(index);
  const text: unknown = claim instanceof Y.XmlElement ? claim.get(0) : null;
  if (!(text instanceof Y.XmlText)) throw new Error(`Claim ${index} has no text`);
  return text;
}

/** Notes when each letter of the others arrives. */
function listen(
  { ydoc, provider }: Typist,
  { typedAt, before, measured }: { typedAt: number[][]; before: number[]; measured: Measured },
): void {
  typedAt.forEach((times, index) => {
    const text = textOf(ydoc, index);
    const start = before[index] ?? 0;
    let seen = 0;
    text.observe((_event, transaction) => {
      if (transaction.origin !== provider) return;
      const now = performance.now();
      for (; seen < text.length - start; seen += 1) measured.propagation.push(now - (times[seen] ?? now));
    });
  });
}

function lengths(ydoc: Y.Doc, count: number): number[] {
  return Array.from({ length: count }, (_, index) => textOf(ydoc, index).length);
}

async function type(
  { ydoc, waiting }: Typist,
  index: number,
  { typedAt, perSecond, seconds }: Spell & { typedAt: number[][] },
): Promise<void> {
  const gap = 1000 / perSecond;
  const text = textOf(ydoc, index);
  const start = performance.now() + (index / typedAt.length) * gap;
  for (let letter = 0; letter < perSecond * seconds; letter += 1) {
    await pause(Math.max(0, start + letter * gap - performance.now()));
    const now = performance.now();
    typedAt[index]?.push(now);
    waiting.push(now);
    text.insert(text.length, 'x');
  }
}

function missingIn(ydoc: Y.Doc, before: readonly number[], { perSecond, seconds }: Spell): number {
  const letters = perSecond * seconds;
  const now = lengths(ydoc, before.length);
  return now.reduce((sum, length, index) => sum + Math.abs((before[index] ?? 0) + letters - length), 0);
}

async function waitFor(condition: () => boolean): Promise<void> {
  const deadline = performance.now() + 30_000;
  while (!condition()) {
    if (performance.now() > deadline) throw new Error('The typists waited 30 s in vain');
    await pause(20);
  }
}
