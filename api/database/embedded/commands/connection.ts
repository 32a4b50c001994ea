import { type Reply } from '../bson/encode.ts';
import { MAX_DOCUMENT } from '../storage/documents.ts';
import { type Command, type Context } from './context.ts';

/** MongoDB's version whose behaviour this server follows, and the wire version that stands for it. */
const VERSION = '7.0.0';
const WIRE_VERSION = 21;

// Clients use transactions and retryable writes only with a replica set. They do not go by the name of its only member.
const [SET_NAME, MEMBER] = ['embedded', 'embedded:27017'];

function hello({ name }: Context): Reply {
  return {
    ...(name === 'hello' ? { isWritablePrimary: true } : { ismaster: true, helloOk: true }),
    setName: SET_NAME,
    setVersion: 1,
    hosts: [MEMBER],
    primary: MEMBER,
    me: MEMBER,
    secondary: false,
    maxBsonObjectSize: MAX_DOCUMENT,
    maxMessageSizeBytes: 48_000_000,
    maxWriteBatchSize: 100_000,
    localTime: new Date(),
    logicalSessionTimeoutMinutes: 30,
    minWireVersion: 0,
    maxWireVersion: WIRE_VERSION,
    readOnly: false,
  };
}

function buildInfo(): Reply {
  return { version: VERSION, versionArray: [7, 0, 0, 0], maxBsonObjectSize: MAX_DOCUMENT };
}

/** The commands a connection opens and checks with. */
export const CONNECTION_COMMANDS: Record<string, Command> = {
  hello: { kind: 'read', run: hello },
  ismaster: { kind: 'read', run: hello },
  ping: { kind: 'read', run: () => ({}) },
  buildInfo: { kind: 'read', run: buildInfo },
};
