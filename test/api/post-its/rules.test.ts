import { describe, expect, test } from '@jest/globals';
import type { SectionText } from '../../../editor/schema/document.ts';
import { newPostItInput } from '../../../api/post-its/contract.ts';
import { isCorrectable, quotedWords } from '../../../api/post-its/rules.ts';

const section: SectionText = {
  overview: { type: 'doc', content: [] },
  effective: {
    type: 'doc',
    content: [
      { type: 'theme', attrs: { id: 'thethethethe' }, content: [{ type: 'text', text: 'Practice' }] },
      {
        type: 'claim',
        attrs: { id: 'claimclaim01', level: 0 },
        content: [
          { type: 'text', text: 'Visits' },
          { type: 'hardBreak' },
          { type: 'text', text: 'are timely' },
        ],
      },
    ],
  },
};

const anchor = { region: 'effective', start: '{}', end: '{}', quote: 'timely', prefix: '', suffix: '' };

describe('the words a note is stuck on', () => {
  test('are those of the claim, or of the passage outside of claims', () => {
    expect(quotedWords({ kind: 'section' }, section)).toBe('');
    expect(quotedWords({ kind: 'claim', claim: 'claimclaim01' }, section)).toBe('Visits are timely');
    expect(quotedWords({ kind: 'passage', claim: 'claimclaim01', anchor }, section)).toBe(
      'Visits are timely',
    );
    expect(quotedWords({ kind: 'passage', claim: null, anchor }, section)).toBe('timely');
  });

  test.each(['nosuchclaim0', 'thethethethe'])('%s is no claim of the section', (claim) => {
    expect(() => quotedWords({ kind: 'claim', claim }, section)).toThrow(/no longer in the section/);
  });

  test.each(['elsewhere', 'constructor', '__proto__'])('%s is no region of the section', (region) => {
    const target = { kind: 'passage' as const, claim: null, anchor: { ...anchor, region } };
    expect(() => quotedWords(target, section)).toThrow(/does not exist/);
  });
});

test('an anchor is bounded', () => {
  const given = (change: object) => ({
    section: 'a'.repeat(24),
    note: 'x',
    target: { kind: 'passage', claim: null, anchor: { ...anchor, ...change } },
  });
  expect(newPostItInput.safeParse(given({})).success).toBe(true);
  for (const change of [
    { quote: 'x'.repeat(501) },
    { start: 'x'.repeat(501) },
    { prefix: 'x'.repeat(65) },
    { quote: '' },
    { more: 1 },
    { region: { $ne: null } },
  ]) {
    expect([change, newPostItInput.safeParse(given(change)).success]).toEqual([change, false]);
  }
});

test('a note is correctable for ten minutes, until answered', () => {
  const at = new Date('2026-01-01T10:00:00Z');
  const note = { at, replyCount: 0, dealtWith: null };
  const after = (minutes: number) => new Date(at.getTime() + minutes * 60_000);
  expect(isCorrectable(note, after(9.9))).toBe(true);
  expect(isCorrectable(note, after(10))).toBe(false);
  expect(isCorrectable({ ...note, replyCount: 1 }, after(1))).toBe(false);
  expect(isCorrectable({ ...note, dealtWith: {} }, after(1))).toBe(false);
});
