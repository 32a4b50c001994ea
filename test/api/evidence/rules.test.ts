import { describe, expect, test } from '@jest/globals';
import { evidenceNumber, isVisibleTo, mayChange, searchWords } from '../../../api/evidence/rules.ts';
import type { Role } from '../../../api/accounts/vocabulary.ts';
import type { Actor } from '../../../api/policy.ts';

const actorWith = (role: Role): Actor => ({
  id: 'a',
  name: 'A',
  email: 'a@example.gov.uk',
  organisation: '',
  administrator: false,
  session: 's',
  memberships: [{ assessment: 'x', role, sections: [] }],
});

describe('the library', () => {
  test.each([
    [1, 'E001'],
    [42, 'E042'],
    [1234, 'E1234'],
  ])('record %i is %s', (sequence, number) => {
    expect(evidenceNumber(sequence)).toBe(number);
  });

  test('each audience sees what is for it or wider', () => {
    expect(isVisibleTo('council', 'council')).toBe(true);
    expect(isVisibleTo('partners', 'council')).toBe(false);
    expect(isVisibleTo('partners', 'inspectors')).toBe(true);
    expect(isVisibleTo('inspectors', 'partners')).toBe(false);
    expect(isVisibleTo('public', 'public')).toBe(true);
  });

  test.each<[Role, boolean, boolean]>([
    ['coordinator', true, true],
    ['lead', true, true],
    ['contributor', true, false],
    ['partner', false, false],
    ['senior-manager', false, false],
    ['reader', false, false],
  ])('a %s may change their own record: %s, another: %s', (role, own, other) => {
    expect([mayChange(actorWith(role), 'a'), mayChange(actorWith(role), 'b')]).toEqual([own, other]);
  });

  test.each([
    ['Children’s Voice – 2017/18', ['childrens', 'voice', '2017', '18']],
    ['Prüfung ÉTÉ été', ['prufung', 'ete']],
    ['(a+)+$ .*', ['a']],
    [' - ', []],
  ])('%j is searched as %j', (text, words) => {
    expect(searchWords(text)).toEqual(words);
  });
});
