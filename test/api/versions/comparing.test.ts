import { describe, expect, test } from '@jest/globals';
import type { ClaimComparison } from '../../../api/versions/comparing/contract.ts';
import { compareFrozen } from '../../../api/versions/comparing/rules.ts';
import { pairLines, wordDifferences } from '../../../api/versions/comparing/words.ts';
import type { FrozenSection } from '../../../api/versions/freezing/contract.ts';
import { canonicalJson, fingerprint } from '../../../api/versions/freezing/fingerprint.ts';
import type { Block } from '../../../editor/schema/document.ts';
import { LETTER, madeAssessment, madeSection } from './made-frozen.ts';
import { cite, claim, paragraph, theme } from './version-scene.ts';

const nobody = new Set<string>();
const compare = (before: FrozenSection, after: FrozenSection, hidden: ReadonlySet<string> = nobody) =>
  compareFrozen(madeAssessment([before]), madeAssessment([after]), hidden);
const claimsOf = (before: FrozenSection, after: FrozenSection, hidden?: ReadonlySet<string>) =>
  compare(before, after, hidden).sections[0]?.claims ?? [];
const kinds = (claims: readonly ClaimComparison[]) => claims.map(({ id, changes }) => [id, changes]);

const early = claim('early0claim0', 'Help comes early');
const heard = claim('heard0claim0', 'Children are heard');

describe('claims', () => {
  test('that are the same are counted and not listed', () => {
    const same = madeSection([theme('Help'), early, heard]);
    expect(compare(same, same)).toMatchObject({
      sections: [{ change: 'same', claims: [], prose: [], grade: null }],
      recommendations: [],
      counts: { same: 2, added: 0, removed: 0, moved: 0, changed: 0 },
    });
  });

  test('are added and removed', () => {
    const found = compare(madeSection([early]), madeSection([heard]));
    expect(kinds(found.sections[0]?.claims ?? [])).toEqual([
      ['heard0claim0', ['added']],
      ['early0claim0', ['removed']],
    ]);
    expect(found.sections[0]?.claims[1]?.words).toEqual([[{ kind: 'removed', text: 'Help comes early' }]]);
    expect(found.counts).toEqual({ same: 0, added: 1, removed: 1, moved: 0, changed: 0 });
  });

  test('change their words', () => {
    const after = madeSection([claim('early0claim0', 'Help comes very early')]);
    const [found] = claimsOf(madeSection([early]), after);
    expect(found?.changes).toEqual(['words']);
    expect(found?.words).toEqual([
      [
        { kind: 'same', text: 'Help comes ' },
        { kind: 'added', text: 'very ' },
        { kind: 'same', text: 'early' },
      ],
    ]);
  });

  test('change a mark only, which counts as words', () => {
    const bold: Block = {
      type: 'claim',
      attrs: { id: 'early0claim0', level: 0 },
      content: [{ type: 'text', text: 'Help comes early', marks: [{ type: 'bold' }] }],
    };
    expect(kinds(claimsOf(madeSection([early]), madeSection([bold])))).toEqual([['early0claim0', ['words']]]);
  });

  test('gain and lose sub-points, which stay in their places', () => {
    const points = (...words: string[]) =>
      madeSection([early, ...words.map((text, at) => claim(`point000000${at}`, text, undefined, 1))]);
    const [found] = claimsOf(points('One', 'Three'), points('One', 'Two', 'Three'));
    expect(found?.changes).toEqual(['words']);
    expect(found?.words.slice(1)).toEqual([
      [{ kind: 'same', text: 'One' }],
      [{ kind: 'added', text: 'Two' }],
      [{ kind: 'same', text: 'Three' }],
    ]);
  });

  test('move to another side under another number, and to another theme; an order within a theme is no move', () => {
    const before = madeSection([theme('Help'), early, heard, theme('Voice', 'theme0000002')]);
    const sides = madeSection([theme('Help'), heard, theme('Voice', 'theme0000002')], [early], {
      claims: [
        { id: 'heard0claim0', number: 'HP.2', formerNumbers: [] },
        { id: 'early0claim0', number: 'HP.A1', formerNumbers: ['HP.1'] },
      ],
    });
    expect(claimsOf(before, sides)).toMatchObject([
      {
        id: 'early0claim0',
        changes: ['moved'],
        number: 'HP.A1',
        formerNumber: 'HP.1',
        moved: { from: 'Effective, Help', to: 'To develop' },
      },
    ]);
    const themes = madeSection([theme('Help'), early, theme('Voice', 'theme0000002'), heard]);
    expect(kinds(claimsOf(before, themes))).toEqual([['heard0claim0', ['moved']]]);
    const turned = madeSection([theme('Help'), heard, early, theme('Voice', 'theme0000002')]);
    expect(claimsOf(before, turned)).toEqual([]);
  });

  test('do not move when their theme is renamed', () => {
    const found = compare(madeSection([theme('Help'), early]), madeSection([theme('Early help'), early]));
    expect(found.sections[0]).toMatchObject({ change: 'changed', claims: [] });
    expect(found.sections[0]?.prose).toMatchObject([{ region: 'effective', title: 'Effective' }]);
  });

  test('cite something else', () => {
    const citing = (page: string) =>
      madeSection([claim('early0claim0', 'Help comes early', cite(LETTER, '', page))]);
    const [found] = claimsOf(citing('4'), citing('5'));
    expect(found?.changes).toEqual(['evidence']);
    expect(found?.citations).toMatchObject({
      added: [{ number: 'E001', title: 'A letter', page: '5' }],
      removed: [{ number: 'E001', page: '4' }],
    });
    const [unnamed] = claimsOf(citing('4'), citing('5'), new Set([LETTER]));
    expect(unnamed?.citations.added).toMatchObject([{ number: 'E001', title: '', quote: '' }]);
  });

  test('are moved, changed and cite more at once', () => {
    const after = madeSection([], [claim('early0claim0', 'Help comes late', cite(LETTER))]);
    expect(kinds(claimsOf(madeSection([early]), after))).toEqual([
      ['early0claim0', ['moved', 'words', 'evidence']],
    ]);
  });
});

describe('a section', () => {
  test('changes its grade, its overview and its title', () => {
    const before = madeSection([early], [], { overview: [paragraph('We are good.')] });
    const after = madeSection([early], [], {
      overview: [paragraph('We are better.')],
      grade: 'weak',
      title: 'Help',
    });
    const [found] = compare(before, after).sections;
    expect(found).toMatchObject({
      change: 'changed',
      grade: { before: 'Good', after: 'Requires improvement' },
      claims: [],
    });
    expect(found?.prose.map(({ region }) => region)).toEqual(['title', 'overview']);
  });

  test('is added and removed', () => {
    const one = madeSection([early]);
    const other = madeSection([heard], [], { id: 'c'.repeat(24) });
    const found = compareFrozen(madeAssessment([one]), madeAssessment([other]), nobody);
    expect(found.sections.map(({ change }) => change)).toEqual(['added', 'removed']);
  });
});

describe('recommendations', () => {
  const row = (number: number, recommendation: string, position = '') => ({
    number,
    recommendation,
    position,
    progress: '',
  });
  const compared = (before: ReturnType<typeof row>[], after: ReturnType<typeof row>[]) =>
    compareFrozen(
      madeAssessment([], { recommendations: before }),
      madeAssessment([], { recommendations: after }),
      nobody,
    ).recommendations.map(({ number, change }) => [number, change]);

  test('are known by what they recommend, wherever they stand', () => {
    const [one, two] = [row(1, 'Visit children'), row(2, 'Plan ahead')];
    expect(compared([one, two], [row(1, 'New'), row(2, 'Visit children'), row(3, 'Plan ahead')])).toEqual([
      [1, 'added'],
    ]);
    expect(compared([one, two], [row(1, 'Plan ahead')])).toEqual([[1, 'removed']]);
  });

  test('change their position and their words', () => {
    expect(compared([row(1, 'Visit', 'Soon')], [row(1, 'Visit', 'Done')])).toEqual([[1, 'changed']]);
    expect(compared([row(1, 'Visit')], [row(1, 'Visit more')])).toEqual([[1, 'changed']]);
  });
});

describe('words', () => {
  test('of texts that differ in everything stay quick to compare', () => {
    const long = (word: string) => Array.from({ length: 20_000 }, (_, at) => `${word}${at}`).join(' ');
    expect(wordDifferences(long('a'), long('b')).map(({ kind }) => kind)).toEqual(['removed', 'added']);
  });

  test('put together again give both texts', () => {
    const [before, after] = ['Help is  often late.', 'Help, as ever, is seldom late. Now.'];
    const differences = wordDifferences(before, after);
    const without = (kind: string) =>
      differences
        .filter((one) => one.kind !== kind)
        .map(({ text }) => text)
        .join('');
    expect([without('added'), without('removed')]).toEqual([before, after]);
  });

  test('lines are paired in order', () => {
    expect(pairLines(['a', 'b', 'c'], ['a', 'x', 'c', 'd'])).toEqual([
      ['a', 'a'],
      ['b', 'x'],
      ['c', 'c'],
      [null, 'd'],
    ]);
  });
});

describe('a fingerprint', () => {
  test('is of canonical JSON, whatever the order of members', () => {
    // The example of RFC 8785, section 3.2.3: names in the order of their UTF-16 code units.
    const names = { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\u{1f600}': 5, '\u0080': 6, '\u00f6': 7 };
    expect(
      canonicalJson(names)
        .match(/\d(?=[,}])/g)
        ?.join(''),
    ).toBe('2467153');
    expect(canonicalJson({ b: [1e21, 0.1, null], a: 'é"\n' })).toBe('{"a":"é\\"\\n","b":[1e+21,0.1,null]}');
    expect(fingerprint({ a: 1, b: 2 })).toBe(fingerprint({ b: 2, a: 1 }));
  });

  test('is not given to what is no plain data', () => {
    expect(() => fingerprint({ a: NaN })).toThrow('Only plain data');
  });
});
