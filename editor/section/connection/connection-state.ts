import type { RefusalReason } from '../../../api/collaboration/contract.ts';

/**
 * How the page stands with the server. `unsaved` counts changes the server has not yet said it has written down;
 * `since` is when it last had none (open) or when the line was lost, in milliseconds.
 */
export type Connection =
  | { kind: 'opening'; since: number }
  | { kind: 'open'; mayWrite: boolean; unsaved: number; since: number }
  | { kind: 'lost'; mayWrite: boolean; unsaved: number; since: number }
  | { kind: 'refused'; reason: RefusalReason; unsaved: number };

/** What happens on the line. `at` is in milliseconds. */
export type ConnectionEvent =
  | { kind: 'synced'; mayWrite: boolean; unsaved: number; at: number }
  /** What the provider counts while the line is up. */
  | { kind: 'unsaved'; count: number; at: number }
  /** Something was changed on this page; counts while the line is down. */
  | { kind: 'typed' }
  | { kind: 'lost'; at: number }
  | { kind: 'refused'; reason: RefusalReason };

/** Where every section's connection begins. */
export function opening(at: number): Connection {
  return { kind: 'opening', since: at };
}

/** The next state of the connection. A refusal is final, but for someone signed out who signs in again. */
export function nextConnection(now: Connection, event: ConnectionEvent): Connection {
  if (now.kind === 'refused' && now.reason !== 'signed-out' && event.kind !== 'typed') return now;
  switch (event.kind) {
    case 'refused':
      return { kind: 'refused', reason: event.reason, unsaved: now.kind === 'opening' ? 0 : now.unsaved };
    case 'synced':
      return { kind: 'open', mayWrite: event.mayWrite, unsaved: event.unsaved, since: event.at };
    case 'unsaved':
      return withUnsaved(now, event.count, event.at);
    case 'typed':
      return withTyped(now);
    case 'lost':
      return now.kind === 'open' ? { ...now, kind: 'lost', since: event.at } : now;
  }
}

function withUnsaved(now: Connection, count: number, at: number): Connection {
  if (now.kind !== 'open') return now;
  const since = now.unsaved > 0 && count > 0 ? now.since : at;
  return { ...now, unsaved: count, since };
}

function withTyped(now: Connection): Connection {
  return now.kind === 'lost' || now.kind === 'refused' ? { ...now, unsaved: now.unsaved + 1 } : now;
}

/** How urgent a save state is: `calm` is quiet, `amber` is to be noticed, `warning` fills the width of the page. */
export type Urgency = 'calm' | 'amber' | 'warning';

/** What the page says of its text: the words, how urgent they are, and whether closing the page would lose any. */
export interface SaveState {
  words: string;
  urgency: Urgency;
  wouldLose: boolean;
}

/** After so long without an answer the save state turns amber, and then into a warning (milliseconds). */
export const AMBER_AFTER = 10_000;
/** See AMBER_AFTER. */
export const WARN_AFTER = 15_000;

const refusals: Record<RefusalReason, string> = {
  reload: 'Reload to continue',
  'signed-out': 'Signed out',
  forbidden: 'No longer allowed',
  'not-found': 'This section is no longer here',
};

/** What to say at a moment. "Saved" is said only of text the server has written down. */
export function saveState(connection: Connection, now: number): SaveState {
  switch (connection.kind) {
    case 'opening':
      return openingWords(now - connection.since);
    case 'refused':
      return { words: refusals[connection.reason], urgency: 'warning', wouldLose: connection.unsaved > 0 };
    case 'lost':
      return lostWords(connection, now);
    case 'open':
      return openWords(connection, now);
  }
}

function openingWords(elapsed: number): SaveState {
  const urgency = urgencyAfter(elapsed);
  const words = urgency === 'calm' ? 'Connecting' : 'Still connecting – Candour does not answer';
  return { words, urgency: urgency === 'warning' ? 'amber' : urgency, wouldLose: false };
}

function openWords({ mayWrite, unsaved, since }: Connection & { kind: 'open' }, now: number): SaveState {
  if (!mayWrite) return { words: 'You can read and comment', urgency: 'calm', wouldLose: false };
  if (unsaved === 0) return { words: 'Saved', urgency: 'calm', wouldLose: false };
  const urgency = urgencyAfter(now - since);
  const words =
    urgency === 'calm' ? 'Saving…' : 'Not saved yet – no answer from Candour; keep this page open';
  return { words, urgency, wouldLose: true };
}

function lostWords({ mayWrite, unsaved, since }: Connection & { kind: 'lost' }, now: number): SaveState {
  const urgency = urgencyAfter(now - since);
  if (mayWrite && unsaved > 0) {
    return { words: 'Not saved – working offline; keep this page open', urgency, wouldLose: true };
  }
  const words = 'Connection lost – trying again. Nothing is unsaved';
  return { words, urgency: urgency === 'warning' ? 'amber' : urgency, wouldLose: false };
}

function urgencyAfter(elapsed: number): Urgency {
  if (elapsed >= WARN_AFTER) return 'warning';
  return elapsed >= AMBER_AFTER ? 'amber' : 'calm';
}
