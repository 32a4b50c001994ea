import { describe, expect, test } from '@jest/globals';
import type { ParagraphBlock } from '../../../editor/schema/document.ts';
import { passagesOf } from '../../../editor/reading/passages.ts';
import { claim, paragraph, region, theme } from '../../api/versions/version-scene.ts';

const numbers = [
  { id: 'a', number: 'HP.E1', formerNumbers: [] },
  { id: 'b', number: 'HP.E2', formerNumbers: [] },
];
const words = (text: string) => [{ type: 'text', text }];

describe('a frozen region', () => {
  test('is read as themes with the claims under them, each with its sub-points', () => {
    const text = region(
      theme('Front door'),
      claim('a', 'Contacts are quick'),
      claim('a1', 'in the north too', undefined, 1),
      claim('b', 'Thresholds are clear'),
    );
    expect(passagesOf(text, numbers)).toEqual([
      { kind: 'theme', content: words('Front door') },
      {
        kind: 'claims',
        claims: [
          {
            id: 'a',
            number: 'HP.E1',
            content: words('Contacts are quick'),
            subPoints: [words('in the north too')],
          },
          { id: 'b', number: 'HP.E2', content: words('Thresholds are clear'), subPoints: [] },
        ],
      },
    ]);
  });

  test('keeps bullets together and prose apart', () => {
    const bullet = (text: string): ParagraphBlock => ({
      type: 'paragraph',
      attrs: { bullet: true },
      content: [{ type: 'text', text }],
    });
    const text = region(paragraph('One'), bullet('Two'), bullet('Three'), paragraph('Four'));
    expect(passagesOf(text, []).map((passage) => passage.kind)).toEqual([
      'paragraph',
      'bullets',
      'paragraph',
    ]);
  });

  test('shows a sub-point that has lost its claim, without a number', () => {
    const text = region(theme('Plans'), claim('x', 'left alone', undefined, 1));
    expect(passagesOf(text, numbers).at(-1)).toEqual({
      kind: 'claims',
      claims: [{ id: 'x', number: '', content: words('left alone'), subPoints: [] }],
    });
  });

  test('may be missing', () => {
    expect(passagesOf(undefined, [])).toEqual([]);
  });
});
