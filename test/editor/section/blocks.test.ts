import { describe, expect, test } from '@jest/globals';
import type { Command } from '@tiptap/pm/state';
import { appendBlock, enterInProse, enterOnSide } from '../../../editor/section/text/blocks/enter.ts';
import { backspaceAtStart, deleteAtEnd } from '../../../editor/section/text/blocks/join.ts';
import { makeClaim, makeSubPoint, toggleBullet } from '../../../editor/section/text/blocks/levels.ts';
import { repairIds } from '../../../editor/section/text/blocks/permanent-ids.ts';
import { addTheme, editTheme, removeTheme } from '../../../editor/section/text/blocks/themes.ts';
import { BLOCK_ID } from '../../../editor/schema/ids.ts';
import { after, idAt, ids, inShort, region } from './region.ts';

const run = (command: Command, ...lines: string[]) => inShort(after(region(...lines), command));

describe('Enter on a side', () => {
  test('makes a claim after the end', () => {
    expect(run(enterOnSide, 'Visits are on time|')).toEqual(['Visits are on time', '|']);
  });

  test('parts a claim; the first half keeps the id', () => {
    const state = after(region('Visits |are on time'), enterOnSide);
    expect(inShort(state)).toEqual(['Visits ', '|are on time']);
    expect(ids(state)[0]).toBe(idAt(0));
    expect(ids(state)[1]).toMatch(BLOCK_ID);
  });

  test('at the start leaves the id with its words', () => {
    const state = after(region('|Visits'), enterOnSide);
    expect(inShort(state)).toEqual(['', '|Visits']);
    expect(ids(state)[1]).toBe(idAt(0));
  });

  test('keeps sub-points with their claim', () => {
    expect(run(enterOnSide, 'Claim|', '- Sub')).toEqual(['Claim', '- |', '- Sub']);
  });

  test('on an empty sub-point makes it a claim', () => {
    expect(run(enterOnSide, 'Claim', '- |')).toEqual(['Claim', '|']);
  });

  test('on an empty claim makes no second one', () => {
    expect(run(enterOnSide, 'Claim', '|')).toEqual(['Claim', '|']);
  });

  test('after a theme begins its first claim', () => {
    expect(run(enterOnSide, '# Practice|', 'Claim')).toEqual(['# Practice', '|', 'Claim']);
  });

  test('in an empty region begins a claim', () => {
    expect(run(appendBlock('claim'))).toEqual(['|']);
  });
});

describe('Enter in prose', () => {
  test('goes on with bullets', () => {
    expect(run(enterInProse, '>- One|')).toEqual(['>- One', '>- |']);
  });

  test('ends the list on an empty bullet', () => {
    expect(run(enterInProse, '>- One', '>- |')).toEqual(['>- One', '> |']);
  });
});

describe('Backspace at the start', () => {
  test('makes a claim of a sub-point', () => {
    expect(run(backspaceAtStart, 'Claim', '- |Sub')).toEqual(['Claim', '|Sub']);
  });

  test('joins the claim above, which keeps its id', () => {
    const state = after(region('One', '|two'), backspaceAtStart);
    expect(inShort(state)).toEqual(['One|two']);
    expect(ids(state)).toEqual([idAt(0)]);
  });

  test('takes an empty claim above away and keeps the own id', () => {
    const state = after(region('', '|two'), backspaceAtStart);
    expect(inShort(state)).toEqual(['|two']);
    expect(ids(state)).toEqual([idAt(1)]);
  });

  test('never joins a claim to a heading', () => {
    expect(run(backspaceAtStart, '# Practice', '|two')).toEqual(['# Practice|', 'two']);
  });

  test('takes an empty claim away', () => {
    expect(run(backspaceAtStart, 'One', '|')).toEqual(['One|']);
  });

  test('makes a claim of a heading', () => {
    expect(run(backspaceAtStart, 'One', '# |Practice')).toEqual(['One', '|Practice']);
  });

  test('inside words is left to the editor', () => {
    expect(backspaceAtStart(region('On|e'))).toBe(false);
  });
});

test('Delete at the end joins the claim below', () => {
  const state = after(region('One|', 'two'), deleteAtEnd);
  expect(inShort(state)).toEqual(['One|two']);
  expect(ids(state)).toEqual([idAt(0)]);
});

test('Delete at the end never swallows a heading', () => {
  expect(run(deleteAtEnd, 'One|', '# Practice')).toEqual(['One', '# |Practice']);
});

describe('levels', () => {
  test('a claim becomes a sub-point of the one above', () => {
    expect(run(makeSubPoint, 'One', '|two')).toEqual(['One', '- |two']);
  });

  test('the first claim of a theme cannot', () => {
    expect(makeSubPoint(region('# Practice', '|two'))).toBe(false);
  });

  test('a sub-point becomes a claim', () => {
    expect(run(makeClaim, 'One', '- |two')).toEqual(['One', '|two']);
  });

  test('bullets go on and off together', () => {
    expect(run(toggleBullet, '> |One', '>- two|')).toEqual(['>- One', '>- two']);
    expect(run(toggleBullet, '>- |One', '>- two|')).toEqual(['> One', '> two']);
  });
});

describe('themes', () => {
  test('a new one comes after the last claim of its theme', () => {
    expect(run(addTheme, '# A', 'One|', 'two', '# B', 'three')).toEqual([
      '# A',
      'One',
      'two',
      '# |',
      '# B',
      'three',
    ]);
  });

  test('an empty claim becomes the heading', () => {
    expect(run(addTheme, 'One', '|', 'two')).toEqual(['One', '# |', 'two']);
  });

  test('removing one leaves its claims', () => {
    expect(run(removeTheme(idAt(1)), '|One', '# B', 'two')).toEqual(['One', '|two']);
  });

  test('renaming one selects its words', () => {
    const { selection, doc } = after(region('|One', '# Practice'), editTheme(idAt(1)));
    expect(doc.textBetween(selection.from, selection.to)).toBe('Practice');
  });
});

describe('permanent ids', () => {
  const repaired = (
    elsewhere: readonly string[],
    change: (state: ReturnType<typeof region>) => ReturnType<typeof region>['tr'],
  ) => {
    const before = region('One|', 'two');
    const tr = change(before);
    const now = before.apply(tr);
    const repair = repairIds([tr], before, now, new Set(elsewhere));
    return ids(repair ? now.apply(repair) : now);
  };

  test('the copy gets a new id, the original keeps its own', () => {
    const found = repaired([], (state) => state.tr.insert(0, state.doc.child(1)));
    expect(found[2]).toBe(idAt(1));
    expect(found[0]).toMatch(BLOCK_ID);
    expect(found[0]).not.toBe(idAt(1));
  });

  test('what was cut and pasted keeps its id', () => {
    const found = repaired([], (state) => {
      const second = state.doc.child(1);
      return state.tr.delete(state.doc.child(0).nodeSize, state.doc.content.size).insert(0, second);
    });
    expect(found).toEqual([idAt(1), idAt(0)]);
  });

  test('an id of another region is not taken', () => {
    const foreign = region('x', 'y', 'z|').doc.child(2);
    const found = repaired([idAt(2)], (state) => state.tr.insert(0, foreign));
    expect(found[0]).not.toBe(idAt(2));
  });

  test('typing changes no id', () => {
    expect(repaired([], (state) => state.tr.insertText('x'))).toEqual([idAt(0), idAt(1)]);
  });
});
