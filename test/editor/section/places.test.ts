import { describe, expect, test } from '@jest/globals';
import * as Y from 'yjs';
import type { PostItView } from '../../../api/post-its/contract.ts';
import type { RegionText } from '../../../editor/schema/document.ts';
import { makeAnchor } from '../../../editor/schema/anchors.ts';
import { fillRegion } from '../../../editor/schema/ydoc.ts';
import { placeAbove, placeBelow, themeGroups } from '../../../editor/section/margin/move-places.ts';
import { inTextOrder, noteGroups, spreadOut } from '../../../editor/section/post-its/placing/note-groups.ts';
import { placesOf } from '../../../editor/section/post-its/placing/post-it-places.ts';
import { idAt, region } from './region.ts';

const side = region('Zero|', '# A', 'One', '- sub', 'two', '# B', 'three').doc;

describe('moving among neighbours', () => {
  test('themes hold their claims, without sub-points', () => {
    expect(themeGroups(side).map(({ title, claims }) => [title, claims.length])).toEqual([
      ['', 1],
      ['A', 2],
      ['B', 1],
    ]);
  });

  test('up within a theme, then to the end of the one above', () => {
    expect(placeAbove(side, idAt(4))).toEqual({ theme: idAt(1), before: idAt(2) });
    expect(placeAbove(side, idAt(2))).toEqual({ theme: null, before: null });
    expect(placeAbove(side, idAt(0))).toBeNull();
  });

  test('down within a theme, then to the start of the one below', () => {
    expect(placeBelow(side, idAt(2))).toEqual({ theme: idAt(1), before: null });
    expect(placeBelow(side, idAt(4))).toEqual({ theme: idAt(5), before: idAt(6) });
    expect(placeBelow(side, idAt(6))).toBeNull();
  });
});

const author = { id: 'p', name: 'Pat', organisation: 'Health' };
const postIt = (id: string, target: PostItView['target'], dealtWith = false): PostItView => ({
  id,
  number: Number(id),
  section: 's',
  target,
  quoted: '',
  author,
  note: 'Note',
  at: '2026-01-01T00:00:00Z',
  replies: [],
  dealtWith: dealtWith
    ? { disposition: 'worked-in', reason: '', by: author, at: '2026-01-02T00:00:00Z' }
    : null,
  rights: { edit: false, settle: false, reopen: false },
});

describe('places of post-its', () => {
  const ydoc = new Y.Doc();
  fillRegion(
    ydoc,
    'effective',
    region('Visits are timely|', '- In the north', 'Plans drift').doc.toJSON() as RegionText,
  );
  const made = makeAnchor(ydoc, { region: 'effective', blockIndex: 1, from: 7, to: 12 });
  const notes = [
    postIt('3', { kind: 'claim', claim: idAt(2) }),
    postIt('2', {
      kind: 'passage',
      claim: idAt(1),
      anchor: made?.anchor ?? { region: '', start: '', end: '', quote: 'x', prefix: '', suffix: '' },
    }),
    postIt('1', { kind: 'section' }),
    postIt('4', { kind: 'claim', claim: 'gone00000000' }),
    postIt('5', { kind: 'claim', claim: idAt(0) }, true),
  ];
  const places = placesOf(ydoc, ['effective'], notes);

  test('a passage of a sub-point stands at the whole claim', () => {
    expect(places.get('2')).toEqual({
      region: 'effective',
      claim: idAt(0),
      blockIndex: 1,
      words: { from: 7, to: 12 },
      gone: false,
    });
  });

  test('a note whose claim is gone stays, and says so', () => {
    expect(places.get('4')).toMatchObject({ region: null, gone: true });
  });

  test('the list follows the text, whole section first', () => {
    expect(inTextOrder(notes, places, ['effective']).map((one) => one.id)).toEqual(['1', '4', '5', '2', '3']);
  });

  test('the margin has open notes by claim', () => {
    const groups = noteGroups(notes, places, 'effective');
    expect(groups.map((group) => group.notes.map((one) => one.id))).toEqual([['2'], ['3']]);
  });
});

test('notes in the margin never cover each other', () => {
  expect(spreadOut([0, 20, 400], 92, 10)).toEqual([0, 102, 400]);
});
