import { describe, expect, test } from '@jest/globals';
import * as Y from 'yjs';
import type { Block, Inline } from '../../../editor/schema/document.ts';
import { BLOCK_ID } from '../../../editor/schema/ids.ts';
import { schema } from '../../../editor/schema/schema.ts';
import { fillRegion, readRegion } from '../../../editor/schema/ydoc.ts';
import { REGION, RegionPage, copyOf, exchange } from './region-page.ts';

const citation = (page: string): Inline => ({
  type: 'citation',
  attrs: { evidence: 'a'.repeat(24), revision: 1, page, quote: '' },
});
const words = (text: string): Inline => ({ type: 'text', text });
const claim = (index: number, ...content: Inline[]): Block => ({
  type: 'claim',
  attrs: { id: `claim${String(index).padStart(7, '0')}`, level: 0 },
  ...(content.length > 0 && { content }),
});

/** The server's document and two pages that have it open. */
function together(...blocks: Block[]): { server: Y.Doc; ann: RegionPage; ben: RegionPage } {
  const server = new Y.Doc();
  fillRegion(server, REGION, { type: 'doc', content: blocks });
  return { server, ann: new RegionPage(copyOf(server, 1)), ben: new RegionPage(copyOf(server, 2)) };
}

/** Everyone hears everything twice, so that what pages did on hearing is heard too; then all must be the same. */
function agree({ server, ann, ben }: ReturnType<typeof together>): string[] {
  exchange(server, ann.ydoc, ben.ydoc);
  const stored = Y.encodeStateVector(server);
  exchange(server, ann.ydoc, ben.ydoc);
  expect(Y.encodeStateVector(server)).toEqual(stored);
  expect(ann.lines).toEqual(ben.lines);
  for (const { ydoc } of [ann, ben]) expect(readRegion(ydoc, REGION)).toEqual(readRegion(server, REGION));
  return ann.lines;
}

type Scene = ReturnType<typeof together>;

const makeClaim = ({ ann }: Scene): void => {
  ann.caret(0);
  ann.enter();
};
const citeByHand = ({ ann }: Scene): void => {
  ann.caret(0);
  ann.cite('4');
};
const emptyClaim = ({ ann }: Scene): void => ann.empty(0);
const nothing = (): void => undefined;

describe('two people type their first letters in the same place at once', () => {
  const places: [string, Block[], (scene: Scene) => void][] = [
    ['an empty claim', [claim(0)], nothing],
    ['a claim made with Enter', [claim(0, words('One.'))], makeClaim],
    ['after a citation', [claim(0, words('See '), citation('4'))], nothing],
    ['before a citation', [claim(0, citation('4'))], ({ ann }) => ann.caret(0, 1)],
    ['after a claim that is only a citation', [claim(0, citation('4'))], nothing],
    ['after a citation put in by hand', [claim(0, words('See'))], citeByHand],
    ['a claim emptied by deletion', [claim(0, words('Old.'))], emptyClaim],
    ['a claim emptied with its citation', [claim(0, words('Old '), citation('4'), words('.'))], emptyClaim],
    ['after a line break', [claim(0, words('One'), { type: 'hardBreak' })], nothing],
    ['an empty theme', [{ type: 'theme', attrs: { id: 'theme0000000' } }], nothing],
    ['an empty paragraph', [{ type: 'paragraph', attrs: { bullet: false } }], nothing],
  ];

  test.each(places)('%s', (_name, blocks, prepare) => {
    const scene = together(...blocks);
    prepare(scene);
    agree(scene);
    const last = scene.ann.lines.length - 1;
    const before = scene.ann.lines[last] ?? '';
    for (const page of [scene.ann, scene.ben]) page.caret(last);
    for (const letter of 'ann') scene.ann.type(letter);
    for (const letter of 'BEN') scene.ben.type(letter);
    agree(scene);
    // Both go on where their caret stands now.
    scene.ann.type('!');
    scene.ben.type('?');
    expect([`${before}ann!BEN?`, `${before}BEN?ann!`]).toContain(agree(scene)[last]);
  });
});

describe('at the same moment', () => {
  test('both take the same citation out: the words after it stand once', () => {
    const scene = together(claim(0, words('One '), citation('4'), words(' two')));
    for (const page of [scene.ann, scene.ben]) page.delete(0, 4, 5);
    expect(agree(scene)).toEqual(['One  two']);
  });

  test('one takes a citation out and the other types after it', () => {
    const scene = together(claim(0, words('One '), citation('4'), words(' two')));
    scene.ann.delete(0, 4, 5);
    scene.ben.caret(0);
    scene.ben.type(' three');
    expect(agree(scene)).toEqual(['One  two three']);
  });

  test('both change the page of the same citation: it stays one', () => {
    const scene = together(claim(0, words('One '), citation('4')));
    scene.ann.dispatch(scene.ann.state.tr.setNodeAttribute(5, 'page', '5'));
    scene.ben.dispatch(scene.ben.state.tr.setNodeAttribute(5, 'page', '6'));
    expect(agree(scene)[0]).toMatch(/^One \[[56]\]$/);
  });

  test('one makes words bold and the other types among them', () => {
    const scene = together(claim(0, words('One two')));
    scene.ann.dispatch(scene.ann.state.tr.addMark(1, 8, schema.mark('bold')));
    scene.ben.caret(0, 3);
    scene.ben.type('and ');
    expect(agree(scene)).toEqual(['One and two']);
  });

  test('one moves a claim up by hand and the other types into another', () => {
    const scene = together(claim(0, words('One')), claim(1, words('Two')), claim(2, words('Three')));
    const { tr, doc } = scene.ann.state;
    scene.ann.dispatch(tr.delete(10, 17).insert(0, doc.child(2)));
    scene.ben.caret(1);
    scene.ben.type(' and a half');
    expect(agree(scene)).toEqual(['Three', 'One', 'Two and a half']);
  });
});

describe('undoing', () => {
  test('one’s first letter leaves what the other typed beside it', () => {
    const scene = together(claim(0, citation('4')));
    scene.ann.caret(0);
    scene.ann.type('a');
    agree(scene);
    scene.ben.caret(0);
    scene.ben.type('B');
    scene.ann.undo();
    expect(agree(scene)).toEqual(['[4]B']);
  });

  test('Enter leaves the claim, with its id, when the other has typed into it', () => {
    const scene = together(claim(0, words('One')));
    makeClaim(scene);
    agree(scene);
    const id: unknown = scene.ben.state.doc.child(1).attrs['id'];
    scene.ben.caret(1);
    scene.ben.type('B');
    agree(scene);
    scene.ann.undo();
    expect(agree(scene)).toEqual(['One', 'B']);
    expect(scene.ben.state.doc.child(1).attrs['id']).toBe(id);
  });

  test('an own claim takes it away whole, and doing it again brings it back', () => {
    const scene = together(claim(0, words('One')));
    makeClaim(scene);
    scene.ann.type('Two');
    scene.ann.undo();
    expect(agree(scene)).toEqual(['One']);
    scene.ann.redo();
    expect(agree(scene)).toEqual(['One', 'Two']);
    expect(scene.ben.state.doc.child(1).attrs['id']).toMatch(BLOCK_ID);
  });

  test('a change of level puts the old one back', () => {
    const scene = together(claim(0, words('One')), claim(1, words('Two')));
    scene.ann.dispatch(scene.ann.state.tr.setNodeAttribute(5, 'level', 1));
    agree(scene);
    expect(scene.ben.state.doc.child(1).attrs['level']).toBe(1);
    scene.ann.undo();
    agree(scene);
    expect(scene.ben.state.doc.child(1).attrs['level']).toBe(0);
  });
});

test('a character of two units that shares one with what it replaces stays whole', () => {
  const scene = together(claim(0, words('a😀b')));
  scene.ann.dispatch(scene.ann.state.tr.insertText('😁', 2, 4));
  expect(agree(scene)).toEqual(['a😁b']);
});

test('the caret stays between its letters while another types before it', () => {
  const scene = together(claim(0, words('One two')));
  scene.ann.caret(0, 3);
  scene.ben.caret(0, 7);
  scene.ben.type('Now: ');
  agree(scene);
  scene.ann.type('and ');
  expect(agree(scene)).toEqual(['Now: One and two']);
});
