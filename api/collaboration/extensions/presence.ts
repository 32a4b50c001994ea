import type { Connection, Extension } from '@hocuspocus/server';
import { type Actor, roleIn } from '../../policy.ts';
import type { Visit } from '../sockets.ts';

/** Dark enough to be read in white on each of them. */
const COLOURS = ['#0b5563', '#8a3324', '#4b3f8f', '#2f6b2f', '#8b2e62', '#6b4e16', '#1f4e8c', '#5a3d5c'];

/** The colour of a person's caret: always the same one for the same person. */
export function colourOf(user: string): string {
  let sum = 0;
  for (const character of user) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 65_521;
  return COLOURS[sum % COLOURS.length] ?? '#0b5563';
}

/** Where a caret is says more than this only when somebody plays tricks. */
const CARET_MOST = 2000;

/** Shows everyone under their own name: what a page says of who it is never counts, only where its caret is. */
export function presence(): Extension<Visit> {
  const clients = new WeakMap<Connection, number>();
  return {
    extensionName: 'presence',
    beforeHandleAwareness({ states, connection, context, document }) {
      if (!connection || !context) return Promise.resolve();
      for (const [client, state] of states) {
        const own = clients.get(connection) ?? (isFree(client, connection) ? client : null);
        // Hocuspocus adds an empty state of its own to those that arrived.
        if (own !== client || Object.keys(state).length === 0) {
          states.delete(client);
          continue;
        }
        clients.set(connection, client);
        const user = describe(context.socket.actor, context.assessment ?? '');
        states.set(client, { user, ...caretIn(state) });
      }
      return Promise.resolve();

      function isFree(client: number, self: Connection): boolean {
        return !document
          .getConnections()
          .some((other) => other !== self && document.getClients(other).has(client));
      }
    },
  };
}

function describe(actor: Actor, assessment: string): Record<string, unknown> {
  return { id: actor.id, name: actor.name, role: roleIn(actor, assessment), color: colourOf(actor.id) };
}

function caretIn(state: Record<string, unknown>): { cursor?: unknown } {
  const { cursor } = state;
  if (cursor === undefined || cursor === null) return {};
  return JSON.stringify(cursor).length <= CARET_MOST ? { cursor } : {};
}
