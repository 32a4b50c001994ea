import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import * as Y from 'yjs';
import { makeAnchor, type Passage, resolveAnchor } from '../../../editor/schema/anchors.ts';
import { regionWords } from '../../../editor/schema/block-words.ts';
import { fillRegion } from '../../../editor/schema/ydoc.ts';

const id = (n: number) => String(n).padStart(12, 'a');
const words = fc.string({
  unit: fc.constantFrom('a', 'b', ' ', 'é', '’'),
  minLength: 4,
  maxLength: 30,
});
const texts = fc.array(words, { minLength: 1, maxLength: 4 });

interface Edit {
  kind: 'insert' | 'delete' | 'bold' | 'claim' | 'drop';
  block: number;
  at: number;
  length: number;
}

const edit: fc.Arbitrary<Edit> = fc.record({
  kind: fc.constantFrom('insert', 'insert', 'delete', 'bold', 'claim', 'drop'),
  block: fc.nat(5),
  at: fc.nat(40),
  length: fc.integer({ min: 1, max: 8 }),
});

function documentOf(claims: readonly string[]): Y.Doc {
  const ydoc = new Y.Doc();
  const content = claims.map((text, n) => ({
    type: 'claim' as const,
    attrs: { id: id(n), level: 0 as const },
    content: [{ type: 'text' as const, text }],
  }));
  fillRegion(ydoc, 'effective', { type: 'doc', content });
  return ydoc;
}

function copyOf(ydoc: Y.Doc): Y.Doc {
  const copy = new Y.Doc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(ydoc));
  return copy;
}

/** Makes an edit, unless `spare` says it would touch what must stay. */
function apply(ydoc: Y.Doc, { kind, block, at, length }: Edit, spare: (edit: Edit) => boolean): void {
  const fragment = ydoc.getXmlFragment('effective');
  const index = fragment.length === 0 ? 0 : block % fragment.length;
  const text = fragment.length === 0 ? null : textOf(fragment, index);
  if (kind === 'claim') {
    const element = new Y.XmlElement('claim');
    element.insert(0, [new Y.XmlText('new words')]);
    fragment.insert(index, [element]);
    return;
  }
  if (!text) return;
  const start = at % (text.length + 1);
  const exact = { kind, block: index, at: start, length: Math.min(length, text.length - start) };
  if (spare(exact)) return;
  if (kind === 'drop') fragment.delete(index, 1);
  else if (kind === 'insert') text.insert(start, 'xyz'.slice(0, 1 + (length % 3)));
  else if (kind === 'delete') text.delete(start, exact.length);
  else text.format(start, exact.length, { bold: {} });
}

function textOf(fragment: Y.XmlFragment, index: number): Y.XmlText | null {
  const child = (fragment.get(index) as Y.XmlElement).get(0) as unknown;
  return child instanceof Y.XmlText ? child : null;
}

function merge(one: Y.Doc, other: Y.Doc): void {
  Y.applyUpdate(one, Y.encodeStateAsUpdate(other));
  Y.applyUpdate(other, Y.encodeStateAsUpdate(one));
}

function foundWords(ydoc: Y.Doc, passage: Passage): string | null {
  const place = resolveAnchor(ydoc, passage);
  if (!place) return null;
  const block = regionWords(ydoc, place.region)[place.blockIndex];
  return block?.words.slice(block.offsets.indexOf(place.from)).slice(0, place.to - place.from) ?? null;
}

const scene = fc.record({
  claims: texts,
  from: fc.nat(10),
  size: fc.integer({ min: 1, max: 10 }),
  ours: fc.array(edit, { maxLength: 12 }),
  theirs: fc.array(edit, { maxLength: 12 }),
});

describe('anchors under random edits by two people', () => {
  test('a passage nobody touched is found exactly', () => {
    fc.assert(
      fc.property(scene, ({ claims, from, size, ours, theirs }) => {
        const mine = documentOf(claims);
        const passage = makeAnchor(mine, { region: 'effective', blockIndex: 0, from, to: from + size });
        fc.pre(passage !== null);
        const yours = copyOf(mine);
        const touches = (ydoc: Y.Doc) => (one: Edit) => overlaps(one, resolveAnchor(ydoc, passage));
        for (const one of ours) apply(mine, one, touches(mine));
        for (const one of theirs) apply(yours, one, touches(yours));
        merge(mine, yours);
        expect(foundWords(mine, passage)).toBe(passage.anchor.quote);
        expect(resolveAnchor(mine, passage)).toEqual(resolveAnchor(yours, passage));
        expect(resolveAnchor(mine, passage)?.exact).toBe(true);
      }),
      { numRuns: 400 },
    );
  });

  test('after any edits it is a real place, alike for both, or gone', () => {
    fc.assert(
      fc.property(scene, ({ claims, from, size, ours, theirs }) => {
        const mine = documentOf(claims);
        const passage = makeAnchor(mine, { region: 'effective', blockIndex: 0, from, to: from + size });
        fc.pre(passage !== null);
        const yours = copyOf(mine);
        for (const one of ours) apply(mine, one, () => false);
        for (const one of theirs) apply(yours, one, () => false);
        merge(mine, yours);
        const place = resolveAnchor(mine, passage);
        expect(resolveAnchor(yours, passage)).toEqual(place);
        if (place) expect(foundWords(mine, passage)).toHaveLength(place.to - place.from);
        if (place?.exact) expect(foundWords(mine, passage)).toBe(passage.anchor.quote);
      }),
      { numRuns: 400 },
    );
  });

  test('no position or quote makes it fail', () => {
    const odd = fc.record({
      claim: fc.option(fc.string()),
      anchor: fc.record({
        region: fc.constantFrom('effective', 'elsewhere'),
        start: fc.oneof(fc.string(), fc.json()),
        end: fc.oneof(fc.string(), fc.json()),
        quote: fc.string(),
        prefix: fc.string(),
        suffix: fc.string(),
      }),
    });
    fc.assert(
      fc.property(texts, odd, (claims, passage) => {
        expect(() => resolveAnchor(documentOf(claims), passage)).not.toThrow();
      }),
    );
  });
});

/** True when an edit would change the words between the ends, or the block they are in. */
function overlaps(one: Edit, place: ReturnType<typeof resolveAnchor>): boolean {
  if (place?.blockIndex !== one.block) return place === null;
  if (one.kind === 'drop') return true;
  if (one.kind === 'bold') return false;
  if (one.kind === 'insert') return one.at > place.from && one.at < place.to;
  return one.at < place.to && one.at + one.length > place.from;
}
