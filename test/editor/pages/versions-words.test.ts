import { describe, expect, test } from '@jest/globals';
import type { Comparison, SectionComparison } from '../../../api/versions/comparing/contract.ts';
import type { VersionView } from '../../../api/versions/contract.ts';
import { countWords, differs, shownSections } from '../../../editor/pages/comparison/summary.ts';
import { groupVersions } from '../../../editor/pages/versions/words.ts';

function version(number: number, kind: VersionView['kind'], signed = false): VersionView {
  return {
    id: String(number),
    assessment: 'a',
    number,
    title: `Title ${number}`,
    kind,
    takenAt: '2026-11-12T14:05:00.000Z',
    takenBy: null,
    hash: '0'.repeat(64),
    sections: [],
    claims: 0,
    signatures: [],
    signed,
  };
}

describe('the list of versions', () => {
  test('folds automatic ones that follow each other, and never a signed one', () => {
    const list = [
      version(6, 'automatic'),
      version(5, 'automatic'),
      version(4, 'named'),
      version(3, 'automatic', true),
      version(2, 'automatic'),
    ];
    const shape = groupVersions(list).map((group) =>
      group.kind === 'named' ? group.version.number : group.versions.map(({ number }) => number),
    );
    expect(shape).toEqual([[6, 5], 4, 3, [2]]);
  });
});

describe('a comparison', () => {
  const section = (id: string, change: SectionComparison['change']): SectionComparison => ({
    id,
    code: 'HP',
    title: id,
    change,
    grade: null,
    claims: [],
    prose: [],
  });
  const side = { id: null, number: null, title: '', at: '', hash: '' };
  const comparison: Comparison = {
    before: side,
    after: side,
    sections: [section('one', 'same'), section('two', 'changed')],
    recommendations: [],
    counts: { same: 4, added: 0, removed: 1, moved: 0, changed: 2 },
  };

  test('says its counts without those that are nought', () => {
    expect(countWords(comparison.counts)).toEqual(['2 changed', '1 removed', '4 the same']);
  });

  test('shows the sections that changed, or the one asked for', () => {
    expect(shownSections(comparison, null).map(({ id }) => id)).toEqual(['two']);
    expect(shownSections(comparison, 'one').map(({ id }) => id)).toEqual(['one']);
  });

  test('differs when a section or a recommendation does', () => {
    expect(differs(comparison)).toBe(true);
    const same = { ...comparison, sections: [section('one', 'same')] };
    expect(differs(same)).toBe(false);
    expect(differs({ ...same, recommendations: [{ number: 1, change: 'added', words: [] }] })).toBe(true);
  });
});
