import { type Reply } from '../bson/encode.ts';
import { MAX_DOCUMENT } from '../storage/documents.ts';
import { type Command, type Context } from './context.ts';

/** MongoDB's version whose behaviour this server follows, and the wire version that stands for it. */
const VERSION = '7.0.0';
const WIRE_VERSION = 21;

// Clients use transactions and retryable writes only with a replica set.
const SET_NAME = 'embedded';

/** The commands a connection opens, checks and closes with. `address` is where drivers find this server. */
export function connectionCommands(address: string): Record<string, Command> {
  const hello = ({ name }: Context): Reply => ({
    ...(name === 'hello' ? { isWritablePrimary: true } : { ismaster: true, helloOk: true }),
    setName: SET_NAME,
    setVersion: 1,
    hosts: [address],
    primary: address,
    me: address,
    secondary: false,
    maxBsonObjectSize: MAX_DOCUMENT,
    maxMessageSizeBytes: 48_000_000,
    maxWriteBatchSize: 100_000,
    localTime: new Date(),
    logicalSessionTimeoutMinutes: 30,
    minWireVersion: 0,
    maxWireVersion: WIRE_VERSION,
    readOnly: false,
  });
  const greeting: Command = { kind: 'read', run: hello };
  return {
    hello: greeting,
    ismaster: greeting,
    ping: { kind: 'read', run: () => ({}) },
    buildInfo: { kind: 'read', run: buildInfo },
  };
}

function buildInfo(): Reply {
  return { version: VERSION, versionArray: [7, 0, 0, 0], maxBsonObjectSize: MAX_DOCUMENT };
}
