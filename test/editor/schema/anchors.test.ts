import { describe, expect, test } from '@jest/globals';
import * as Y from 'yjs';
import { makeAnchor, type Passage, type Place, resolveAnchor } from '../../../editor/schema/anchors.ts';
import { regionWords } from '../../../editor/schema/block-words.ts';
import type { Block, RegionText } from '../../../editor/schema/document.ts';
import { fillRegion } from '../../../editor/schema/ydoc.ts';

const claim = (id: string, text: string): Block => ({
  type: 'claim',
  attrs: { id: id.padEnd(12, '0'), level: 0 },
  content: [{ type: 'text', text }],
});
const region = (...content: Block[]): RegionText => ({ type: 'doc', content });

function documentWith(...content: Block[]): Y.Doc {
  const ydoc = new Y.Doc();
  fillRegion(ydoc, 'effective', region(...content));
  ydoc.getXmlFragment('development');
  return ydoc;
}

/** A live document of one claim, with the words between « and » remembered. */
function noted(text: string): { ydoc: Y.Doc; passage: Passage } {
  const ydoc = documentWith(claim('a', text.replace(/[«»]/g, '')), claim('b', 'Another claim altogether'));
  return { ydoc, passage: remember(ydoc, text.indexOf('«'), text.indexOf('»') - 1) };
}

function remember(ydoc: Y.Doc, from: number, to: number, blockIndex = 0): Passage {
  const passage = makeAnchor(ydoc, { region: 'effective', blockIndex, from, to });
  if (!passage) throw new Error('nothing to remember');
  return passage;
}

function textAt(ydoc: Y.Doc, index = 0): Y.XmlText {
  const text = (ydoc.getXmlFragment('effective').get(index) as Y.XmlElement).get(0);
  if (!(text instanceof Y.XmlText)) throw new Error('no text');
  return text;
}

/** Where the passage is found, as `region:words`; '' when it is not. */
function found(ydoc: Y.Doc, passage: Passage): string {
  const place = resolveAnchor(ydoc, passage);
  return place ? `${place.region}:${wordsOf(ydoc, place)}` : '';
}

function wordsOf(ydoc: Y.Doc, place: Place): string {
  const block = regionWords(ydoc, place.region)[place.blockIndex];
  if (!block) throw new Error('no such block');
  const inside = block.offsets.flatMap((offset, index) =>
    offset >= place.from && offset < place.to ? [block.words.charAt(index)] : [],
  );
  return inside.join('');
}

function claimElement(id: string, text: string): Y.XmlElement {
  const element = new Y.XmlElement('claim');
  element.setAttribute('id', id.padEnd(12, '0'));
  element.insert(0, [new Y.XmlText(text)]);
  return element;
}

const sentence = 'Social workers «visit children» when they should';

describe('a passage follows the edits around it', () => {
  test.each<[string, (ydoc: Y.Doc) => void, string]>([
    ['nothing happens', () => undefined, 'visit children'],
    ['words come before it', (ydoc) => textAt(ydoc).insert(0, 'Most '), 'visit children'],
    ['a claim comes before', (ydoc) => insertBefore(ydoc), 'visit children'],
    ['typing at its start', (ydoc) => textAt(ydoc).insert(15, 'always '), 'visit children'],
    ['typing at its end', (ydoc) => textAt(ydoc).insert(29, ' soon'), 'visit children'],
    ['it is made bold', (ydoc) => textAt(ydoc).format(15, 14, { bold: {} }), 'visit children'],
    ['typing inside', (ydoc) => textAt(ydoc).insert(20, ' all'), 'visit all children'],
    ['half of it is deleted', (ydoc) => textAt(ydoc).delete(15, 6), 'children'],
  ])('%s', (_name, edit, words) => {
    const { ydoc, passage } = noted(sentence);
    edit(ydoc);
    expect(found(ydoc, passage)).toBe(`effective:${words}`);
    expect(resolveAnchor(ydoc, passage)?.exact).toBe(words === 'visit children');
  });

  test('a citation set inside it does not change its words', () => {
    const ydoc = documentWith({
      type: 'claim',
      attrs: { id: 'a'.repeat(12), level: 0 },
      content: [
        { type: 'text', text: 'Audits are good' },
        { type: 'citation', attrs: { evidence: 'a'.repeat(24), revision: 1, page: '', quote: '' } },
        { type: 'text', text: ' and honest' },
        { type: 'hardBreak' },
        { type: 'text', text: 'and many' },
      ],
    });
    const passage = remember(ydoc, 11, 31);
    expect(passage.anchor.quote).toBe('good and honest and');
    expect(resolveAnchor(ydoc, passage)).toMatchObject({ from: 11, to: 31, exact: true });
  });
});

describe('a passage whose positions are gone is found by its words', () => {
  test('deleted and brought back by another', () => {
    const { ydoc, passage } = noted(sentence);
    textAt(ydoc).delete(15, 14);
    expect(found(ydoc, passage)).toBe('');
    textAt(ydoc).insert(15, 'visit children');
    expect(found(ydoc, passage)).toBe('effective:visit children');
  });

  test('its claim is moved to the other side', () => {
    const { ydoc, passage } = noted(sentence);
    const text = textAt(ydoc).toJSON();
    ydoc.getXmlFragment('effective').delete(0, 1);
    ydoc.getXmlFragment('development').insert(0, [claimElement('a', text)]);
    expect(found(ydoc, passage)).toBe('development:visit children');
  });

  test('its claim is split before it, into a new claim', () => {
    const { ydoc, passage } = noted(sentence);
    textAt(ydoc).delete(15, 32);
    ydoc.getXmlFragment('effective').insert(1, [claimElement('z', 'visit children when they should')]);
    expect(resolveAnchor(ydoc, passage)).toEqual({
      region: 'effective',
      blockIndex: 1,
      from: 0,
      to: 14,
      exact: true,
    });
  });

  test('a split inside it keeps its first half', () => {
    const { ydoc, passage } = noted(sentence);
    textAt(ydoc).delete(21, 26);
    ydoc.getXmlFragment('effective').insert(1, [claimElement('z', 'children when they should')]);
    expect(found(ydoc, passage)).toBe('effective:visit ');
  });

  test('a whole claim typed anew under its id', () => {
    const { ydoc, passage } = noted('«Every child has a named nurse»');
    ydoc.getXmlFragment('effective').delete(0, 1);
    ydoc.getXmlFragment('effective').insert(1, [claimElement('a', 'Every child has a named nurse')]);
    expect(found(ydoc, passage)).toBe('effective:Every child has a named nurse');
  });
});

test('half of an emoji is remembered whole', () => {
  const ydoc = documentWith(claim('a', 'Good \u{1F600} work'));
  expect(remember(ydoc, 0, 6).anchor.quote).toBe('Good \u{1F600}');
  expect(remember(ydoc, 6, 12).anchor.quote).toBe('\u{1F600} work');
});

describe('a passage is never guessed', () => {
  test('the same words in another claim are not it', () => {
    const ydoc = documentWith(claim('a', 'We visit children often'), claim('b', 'Police visit children too'));
    const passage = remember(ydoc, 3, 17);
    textAt(ydoc).delete(0, 23);
    expect(found(ydoc, passage)).toBe('');
  });

  test('two places that fit equally well are neither', () => {
    const { ydoc, passage } = noted('«visit children»');
    textAt(ydoc).delete(0, 14);
    textAt(ydoc).insert(0, 'visit children and visit children');
    expect(found(ydoc, passage)).toBe('');
  });

  test('rewritten words are gone', () => {
    const { ydoc, passage } = noted(sentence);
    textAt(ydoc).delete(0, textAt(ydoc).length);
    textAt(ydoc).insert(0, 'Visits are timely');
    expect(found(ydoc, passage)).toBe('');
  });

  test.each(['', 'null', '{}', '{"item":{"client":1,"clock":1e99}}', '{"item":{"client":5,"clock":0}}', '['])(
    'positions that are not positions are left aside: %s',
    (position) => {
      const { ydoc, passage } = noted(sentence);
      const odd = { ...passage, anchor: { ...passage.anchor, start: position } };
      expect(found(ydoc, odd)).toBe('effective:visit children');
    },
  );

  test('a stretch without words cannot be remembered', () => {
    const { ydoc } = noted(sentence);
    const at = (from: number, to: number, blockIndex = 0) =>
      makeAnchor(ydoc, { region: 'effective', blockIndex, from, to });
    expect([at(3, 3), at(6, 7), at(99, 120), at(0, 5, 7), at(9, 2)]).toEqual([null, null, null, null, null]);
  });
});

test('finding a passage writes nothing', () => {
  const { ydoc, passage } = noted(sentence);
  const before = Y.encodeStateAsUpdate(ydoc);
  resolveAnchor(ydoc, passage);
  resolveAnchor(ydoc, { claim: null, anchor: { ...passage.anchor, start: '', end: '', region: 'nowhere' } });
  expect(Y.encodeStateAsUpdate(ydoc)).toEqual(before);
  expect(ydoc.share.has('nowhere')).toBe(false);
});

test('a long passage is known by its first words and shown whole', () => {
  const ydoc = documentWith(claim('a', 'word '.repeat(300)));
  const passage = remember(ydoc, 5, 1400);
  expect(passage.anchor.quote).toHaveLength(500);
  expect(resolveAnchor(ydoc, passage)).toMatchObject({ from: 5, to: 1400, exact: true });
});

function insertBefore(ydoc: Y.Doc): void {
  ydoc.getXmlFragment('effective').insert(0, [claimElement('n', 'A new claim')]);
}
