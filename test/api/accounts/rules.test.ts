import { describe, expect, test } from '@jest/globals';
import {
  passwordProblem,
  SESSION_IDLE,
  SESSION_LONGEST,
  sessionExpiry,
} from '../../../api/accounts/rules.ts';

const context = [
  'Sarah Whitfield',
  'sarah.whitfield@lancashire.gov.uk',
  'Children’s Services',
  'Lancashire County Council',
];

describe('passwords', () => {
  test.each([
    'copper kettle harbour',
    'correct-harbour-battery-lamp',
    'vQ7#pLm2!xTz',
    'the otter sleeps at noon',
    'Пароль из четырех слов',
    'mein altes rotes Fahrrad',
    'lancashire otters never sleep',
    '🦦🦦 otters hold hands',
    'x'.repeat(6) + ' marks the spot '.repeat(7),
  ])('%s may be used', (password) => {
    expect(passwordProblem(password, context)).toBeNull();
  });

  test.each([
    ['short', 'at least 12'],
    ['🦦🦦🦦🦦🦦🦦', 'at least 12'],
    ['password1234', 'password'],
    ['P@ssw0rd2026!', 'password'],
    ['Lancashire2026!', 'lancashire'],
    ['Whitfield-2026', 'whitfield'],
    ['OfstedOfsted1', 'ofsted'],
    ['candour.candour', 'candour'],
    ['childrensservices', 'children'],
    ['Welcome12345!', 'welcome'],
    ['letmeinletmein', 'letmein'],
    ['qwertyuiop123', 'qwertyuiop'],
    ['September2026', 'september'],
    ['liverpool1892', 'liverpool'],
    ['aaaaaaaaaaaaaa', 'different'],
    ['abababababab', 'different'],
    ['123456789012', 'runs along'],
    ['abcdefghijklm', 'runs along'],
    ['8462915730264', 'words or letters'],
  ])('%s is refused with a reason', (password, reason) => {
    expect(passwordProblem(password, context)?.toLowerCase()).toContain(reason);
  });
});

describe('sessions', () => {
  const begun = new Date('2026-11-24T08:00:00Z');
  const after = (milliseconds: number) => new Date(begun.getTime() + milliseconds);

  test('end when they are not used', () => {
    expect(sessionExpiry(begun, begun)).toEqual(after(SESSION_IDLE));
  });

  test('end after a day’s work, however busy', () => {
    expect(sessionExpiry(begun, after(SESSION_LONGEST - 60_000))).toEqual(after(SESSION_LONGEST));
  });
});
