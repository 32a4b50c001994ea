import { describe, expect, test } from '@jest/globals';
import type { PostItTarget, PostItView } from '../../../api/post-its/contract.ts';
import type { FrozenSection } from '../../../api/versions/freezing/contract.ts';
import { frozenPlacesOf } from '../../../editor/section/agreed/frozen-places.ts';
import { madeSection } from '../../api/versions/made-frozen.ts';
import { claim, theme } from '../../api/versions/version-scene.ts';

const first = 'first0claim1';
const section: FrozenSection = madeSection([
  theme('Front door'),
  claim(first, 'Contacts are quick'),
  claim('sub000claim1', 'and in the north quicker', undefined, 1),
]);

function placeOf(target: PostItTarget) {
  const postIt = { id: 'note', target } as PostItView;
  return frozenPlacesOf(section, [postIt]).get('note');
}

const onWords = (quote: string, of = first): PostItTarget => ({
  kind: 'passage',
  claim: of,
  anchor: { region: 'effective', start: '', end: '', quote, prefix: '', suffix: '' },
});

describe('a post-it beside an agreed text', () => {
  test('stands at its claim', () => {
    expect(placeOf({ kind: 'claim', claim: first })).toMatchObject({
      claim: first,
      blockIndex: 1,
      gone: false,
    });
  });

  test('on words of the claim or of a sub-point stands there too', () => {
    expect(placeOf(onWords('are quick'))).toMatchObject({ claim: first, gone: false });
    expect(placeOf(onWords('in the north'))).toMatchObject({ claim: first, gone: false });
  });

  test('says when its words are not in this text', () => {
    expect(placeOf(onWords('are slow'))).toMatchObject({ claim: first, gone: true });
  });

  test('on a claim this text does not have stands at the whole section', () => {
    expect(placeOf({ kind: 'claim', claim: 'other0claim1' })).toMatchObject({ region: null, gone: true });
    expect(placeOf({ kind: 'section' })).toMatchObject({ region: null, gone: false });
  });
});
