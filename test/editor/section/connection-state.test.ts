import { describe, expect, test } from '@jest/globals';
import {
  AMBER_AFTER,
  type Connection,
  type ConnectionEvent,
  nextConnection,
  opening,
  saveState,
  WARN_AFTER,
} from '../../../editor/section/connection/connection-state.ts';

const after = (...events: ConnectionEvent[]): Connection => events.reduce(nextConnection, opening(0));
const synced = (unsaved = 0, mayWrite = true): ConnectionEvent => ({
  kind: 'synced',
  mayWrite,
  unsaved,
  at: 0,
});
const unsaved = (count: number, at = 0): ConnectionEvent => ({ kind: 'unsaved', count, at });
const words = (connection: Connection, now = 0) => saveState(connection, now).words;

describe('what is said of the text', () => {
  test('connecting, until the text has come', () => {
    expect(words(opening(0))).toBe('Connecting');
    expect(words(after(unsaved(0)))).toBe('Connecting');
  });

  test('saved, only with nothing unsaved', () => {
    expect(words(after(synced(1)))).toBe('Saving…');
    expect(words(after(synced(1), unsaved(0)))).toBe('Saved');
    expect(words(after(synced(), unsaved(1)))).toBe('Saving…');
  });

  test('not saved, when the line goes with changes on the way', () => {
    const lost = after(synced(), unsaved(2), { kind: 'lost', at: 0 });
    expect(words(lost)).toBe('Not saved – working offline; keep this page open');
    expect(saveState(lost, 0).wouldLose).toBe(true);
  });

  test('not saved, when something is typed without a line', () => {
    const lost = after(synced(), { kind: 'lost', at: 0 }, { kind: 'typed' });
    expect(words(lost)).toMatch(/^Not saved/);
  });

  test('nothing unsaved, when the line goes after all was saved', () => {
    const lost = after(synced(), { kind: 'lost', at: 0 });
    expect(words(lost)).toMatch(/Nothing is unsaved/);
    expect(saveState(lost, WARN_AFTER).urgency).toBe('amber');
  });

  test('the counter of a new handshake is not taken for typing', () => {
    expect(words(after(synced(), { kind: 'lost', at: 0 }, unsaved(1)))).toMatch(/Nothing is unsaved/);
  });

  test('saved again after the line is back and all is written down', () => {
    const back = after(synced(), { kind: 'lost', at: 0 }, { kind: 'typed' }, synced(1), unsaved(0));
    expect(words(back)).toBe('Saved');
  });

  test('those who only read are told so', () => {
    expect(words(after(synced(0, false)))).toBe('You can read and comment');
  });
});

describe('urgency', () => {
  test('grows while nothing is written down', () => {
    const lost = after(synced(), unsaved(1), { kind: 'lost', at: 0 });
    expect(saveState(lost, AMBER_AFTER - 1).urgency).toBe('calm');
    expect(saveState(lost, AMBER_AFTER).urgency).toBe('amber');
    expect(saveState(lost, WARN_AFTER).urgency).toBe('warning');
  });

  test('grows on a slow server too', () => {
    const slow = after(synced(), unsaved(1, 0), unsaved(2, 9000));
    expect(saveState(slow, AMBER_AFTER)).toEqual({
      words: 'Not saved yet – no answer from Candour; keep this page open',
      urgency: 'amber',
      wouldLose: true,
    });
  });

  test('begins anew whenever all was saved', () => {
    const typing = after(synced(), unsaved(1, 0), unsaved(0, 9000), unsaved(1, 9500));
    expect(saveState(typing, AMBER_AFTER).urgency).toBe('calm');
  });
});

describe('refusals', () => {
  test.each([
    ['reload', 'Reload to continue'],
    ['signed-out', 'Signed out'],
    ['forbidden', 'No longer allowed'],
  ] as const)('%s', (reason, said) => {
    expect(words(after(synced(), { kind: 'refused', reason }))).toBe(said);
  });

  test('are final', () => {
    const refused = after(synced(), { kind: 'refused', reason: 'reload' }, synced());
    expect(words(refused)).toBe('Reload to continue');
  });

  test('signing in again goes on', () => {
    const back = after(synced(), { kind: 'refused', reason: 'signed-out' }, { kind: 'typed' }, synced(1));
    expect(words(back)).toBe('Saving…');
  });
});
