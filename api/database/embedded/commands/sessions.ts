import { Binary } from 'bson';
import { type Reply } from '../bson/encode.ts';
import { isDoc } from '../bson/value.ts';
import { type Sessions } from '../sessions/sessions.ts';
import { type Command, type Context } from './context.ts';

/** The commands on sessions. Those on transactions are done by `Sessions` itself; here are their fields. */
export function sessionCommands(sessions: Sessions): Record<string, Command> {
  const end = ({ body, name }: Context): Reply => {
    const ids = body.get(name);
    for (const one of Array.isArray(ids) ? ids : []) {
      const id = isDoc(one) ? one.get('id') : undefined;
      if (id instanceof Binary) sessions.end(id.toString('hex'));
    }
    return {};
  };
  return {
    endSessions: { kind: 'read', run: end },
    killAllSessions: {
      kind: 'read',
      run: () => {
        sessions.endAll();
        return {};
      },
    },
    killSessions: { kind: 'read', run: end },
    refreshSessions: { kind: 'read', run: () => ({}) },
    commitTransaction: { kind: 'read', inTransactions: true, run: () => ({}) },
    abortTransaction: { kind: 'read', inTransactions: true, run: () => ({}) },
  };
}
