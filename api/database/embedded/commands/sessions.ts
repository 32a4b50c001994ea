import { Binary } from 'bson';
import { isDoc } from '../bson/value.ts';
import { type Sessions } from '../sessions/sessions.ts';
import { type Command } from './context.ts';

/** The commands on sessions. Those on transactions are done by `Sessions` itself. */
export function sessionCommands(sessions: Sessions): Record<string, Command> {
  const endSessions: Command['run'] = ({ body }) => {
    const ids = body.get('endSessions');
    for (const one of Array.isArray(ids) ? ids : []) {
      const id = isDoc(one) ? one.get('id') : undefined;
      if (id instanceof Binary) sessions.end(id.toString('hex'));
    }
    return {};
  };
  const ending: Command = { kind: 'read', inTransactions: true, run: () => ({}) };
  return {
    endSessions: { kind: 'read', run: endSessions },
    commitTransaction: ending,
    abortTransaction: ending,
  };
}
