import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import * as Y from 'yjs';
import { plainText } from '../../../editor/schema/document.ts';
import { fillRegion, readRegion } from '../../../editor/schema/ydoc.ts';
import { blockAtIndex } from '../../../editor/section/text/blocks/block-at.ts';
import { REGION, RegionPage, copyOf, exchange } from './region-page.ts';

type Step = { page: number; block: number; at: number } & (
  { kind: 'type' | 'enter' | 'cite' | 'uncite' | 'empty' | 'remove' | 'bold' } | { kind: 'exchange' }
);

const kinds = ['type', 'type', 'type', 'type', 'enter', 'cite', 'uncite', 'empty', 'remove', 'bold'] as const;
const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...kinds) },
    { weight: 1, arbitrary: fc.constant('exchange' as const) },
  ),
  page: fc.nat(2),
  block: fc.nat(3),
  at: fc.nat(20),
});

/** Every letter is typed once in its test: into which block, and whether it was deleted. */
interface Letter {
  letter: string;
  block: string;
  deleted: boolean;
}

/** What was done so far. */
interface Past {
  letters: Letter[];
  removed: Set<string>;
}

const idOf = (page: RegionPage, block: number) => String(page.state.doc.child(block).attrs['id']);

function perform(page: RegionPage, now: Step, { letters, removed }: Past): void {
  const count = page.state.doc.childCount;
  if (count === 0) {
    page.enter();
    return;
  }
  const block = now.block % count;
  const node = page.state.doc.child(block);
  const id = idOf(page, block);
  const seen = letters.filter(({ letter }) => node.textContent.includes(letter));
  page.caret(block);
  if (now.kind === 'type') {
    page.caret(block, now.at % (node.content.size + 1));
    const letter = String.fromCharCode(0x4e00 + letters.length);
    letters.push({ letter, block: id, deleted: false });
    page.type(letter);
  } else if (now.kind === 'enter') page.enter();
  else if (now.kind === 'cite') page.cite(String(now.at));
  else if (now.kind === 'uncite') removeCitation(page, block, now.at);
  else if (now.kind === 'bold') makeBold(page, block, now.at);
  else if (now.kind === 'empty') {
    page.empty(block);
    for (const one of seen) one.deleted = true;
  } else if (now.kind === 'remove' && count > 1) {
    const { pos, end } = blockAtIndex(page.state.doc, block) ?? { pos: 0, end: 0 };
    page.dispatch(page.state.tr.delete(pos, end));
    removed.add(id);
  }
}

function removeCitation(page: RegionPage, block: number, at: number): void {
  const start = (blockAtIndex(page.state.doc, block)?.pos ?? 0) + 1;
  const citations: number[] = [];
  page.state.doc.child(block).forEach((node, offset) => {
    if (node.type.name === 'citation') citations.push(start + offset);
  });
  const pos = citations[at % Math.max(1, citations.length)];
  if (pos !== undefined) page.dispatch(page.state.tr.delete(pos, pos + 1));
}

function makeBold(page: RegionPage, block: number, at: number): void {
  const found = blockAtIndex(page.state.doc, block);
  const bold = page.state.schema.marks['bold'];
  if (!found || !bold) return;
  const from = found.pos + 1 + (at % (found.node.content.size + 1));
  page.dispatch(page.state.tr.addMark(from, found.end - 1, bold.create()));
}

const shown = (page: RegionPage) =>
  page.state.doc.children.map((block) => [String(block.attrs['id']), block.textContent]);
const stored = (ydoc: Y.Doc) =>
  readRegion(ydoc, REGION).content.map((block) => [
    'id' in block.attrs && block.attrs.id,
    plainText(block.content),
  ]);

test('three people writing at once lose nothing and double nothing', () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 5, maxLength: 60 }), (steps) => {
      const server = new Y.Doc();
      fillRegion(server, REGION, {
        type: 'doc',
        content: [{ type: 'claim', attrs: { id: 'claim0000000', level: 0 } }],
      });
      const pages = [1, 2, 3].map((client) => new RegionPage(copyOf(server, client)));
      const past: Past = { letters: [], removed: new Set() };
      const docs = [server, ...pages.map((page) => page.ydoc)];
      for (const now of steps) {
        const page = pages[now.page];
        if (!page) continue;
        if (now.kind === 'exchange') exchange(server, page.ydoc);
        else perform(page, now, past);
        expect(shown(page)).toEqual(stored(page.ydoc));
      }
      exchange(...docs);
      const vector = Y.encodeStateVector(server);
      exchange(...docs);
      expect(new RegionPage(copyOf(server, 4)).ydoc.store.clients.has(4)).toBe(false);
      expect(Y.encodeStateVector(server)).toEqual(vector);
      for (const page of pages) expect(shown(page)).toEqual(stored(server));
      const text = stored(server)
        .map(([, words]) => String(words))
        .join('');
      const times = past.letters.map(({ letter }) => text.split(letter).length - 1);
      const expected = past.letters.map((one) => (one.deleted || past.removed.has(one.block) ? 0 : 1));
      expect(times).toEqual(expected);
    }),
    { numRuns: 150 },
  );
});
