import { describe, expect, test } from '@jest/globals';
import { schema } from '../../../editor/schema/schema.ts';
import { insertBlocks } from '../../../editor/section/text/paste/insert-blocks.ts';
import { proseBlocks, sideBlocks } from '../../../editor/section/text/paste/pasted-blocks.ts';
import { linesOfText } from '../../../editor/section/text/paste/pasted-lines.ts';
import { inShort, region } from './region.ts';

const nodes = (text: string) => sideBlocks(linesOfText(text)).map((block) => schema.nodeFromJSON(block));
const pasted = (text: string, ...lines: string[]) => {
  const state = region(...lines);
  return inShort(state.apply(insertBlocks(state, nodes(text))));
};

describe('plain text', () => {
  test('lines become claims, indented bullets sub-points', () => {
    expect(pasted('• Visits are timely\n\t• In the north\n\no\tAlso here', '|')).toEqual([
      'Visits are timely',
      '- In the north',
      '- Also here|',
    ]);
  });

  test('numbers in front are dropped', () => {
    expect(pasted('1. Plans are late\n2) Reviews drift', '|')).toEqual(['Plans are late', 'Reviews drift|']);
  });

  test('bullets stay bullets in prose', () => {
    const blocks = proseBlocks(linesOfText('We know our services.\n- First'));
    expect(blocks.map((block) => block.attrs)).toEqual([{ bullet: false }, { bullet: true }]);
  });
});

describe('where it goes', () => {
  test('one line joins the claim at the caret', () => {
    expect(pasted('very', 'Visits are | timely')).toEqual(['Visits are very| timely']);
  });

  test('several stand after a claim whose end has the caret', () => {
    expect(pasted('One\ntwo', 'Visits|', 'Plans')).toEqual(['Visits', 'One', 'two|', 'Plans']);
  });

  test('several part a claim in the middle', () => {
    expect(pasted('One\ntwo', 'Visits |are')).toEqual(['Visits ', 'One', 'two|', 'are']);
  });

  test('they take the place of what was selected', () => {
    expect(pasted('One\ntwo', '|Visits|')).toEqual(['One', 'two|']);
  });

  test('a heading keeps one line of words', () => {
    expect(pasted('and care', '# Help |')).toEqual(['# Help and care|']);
  });
});
