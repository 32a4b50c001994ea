import {
  type ClientSession,
  type Collection,
  type Db,
  type Document,
  GridFSBucket,
  MongoClient,
} from 'mongodb';
import { type EntitySpec } from './format.ts';
import { type Refusals } from './refusals.ts';
import { snapshot } from './match.ts';

/** One command or connection event as the tests compare it. */
export interface SeenEvent {
  kind: string;
  type: 'command' | 'cmap';
  content: Document;
}

/** A client with what it was seen to do. */
export interface Client {
  client: MongoClient;
  events: SeenEvent[];
}

interface Kinds {
  client: Client;
  database: Db;
  collection: Collection;
  session: ClientSession;
  bucket: GridFSBucket;
  value: unknown;
}

const SENSITIVE = [
  'authenticate',
  'saslStart',
  'saslContinue',
  'getnonce',
  'createUser',
  'updateUser',
  'copydbgetnonce',
];

/** The named things of one test: clients, databases, collections, sessions, buckets and saved results. */
export class Entities {
  private readonly known: { [K in keyof Kinds]: Map<string, Kinds[K]> } = {
    client: new Map(), database: new Map(), collection: new Map(), session: new Map(), bucket: new Map(), value: new Map(),
  }; // prettier-ignore
  private readonly lsids = new Map<string, unknown>();
  private readonly uri: string;
  private readonly refusals: Refusals;

  constructor(uri: string, refusals: Refusals) {
    this.uri = uri;
    this.refusals = refusals;
  }

  /** The entity of that name; throws if the test made none. */
  get<K extends keyof Kinds>(kind: K, id: unknown): Kinds[K] {
    const map = this.known[kind] as Map<string, Kinds[K]>;
    if (!map.has(String(id))) throw new Error(`The test has no ${kind} named ${String(id)}`);
    return map.get(String(id)) as Kinds[K];
  }

  has(kind: keyof Kinds, id: string): boolean {
    return this.known[kind].has(id);
  }

  save(id: string, value: unknown): void {
    this.known.value.set(id, value);
  }

  /** What an expectation means by `$$matchesEntity` and `$$sessionLsid`. */
  readonly lookup = (kind: 'value' | 'lsid', id: string): unknown => {
    if (kind === 'value') return this.get('value', id);
    // An ended session has given its id back, so it is kept here.
    const { id: lsid } = this.get('session', id);
    if (lsid !== undefined && !this.lsids.has(id)) this.lsids.set(id, lsid);
    return this.lsids.get(id);
  };

  async create(specs: Record<string, EntitySpec>[]): Promise<void> {
    for (const [kind, spec] of specs.flatMap((one) => Object.entries(one))) {
      if (kind === 'client') this.known.client.set(spec.id, await this.openClient(spec));
      else if (kind === 'database') this.known.database.set(spec.id, this.database(spec));
      else if (kind === 'collection') this.known.collection.set(spec.id, this.collection(spec));
      else if (kind === 'session') this.createSession(spec);
      else if (kind === 'bucket') this.known.bucket.set(spec.id, this.bucket(spec));
      else throw new Error(`The runner does not know entities of the kind ${kind}`);
    }
  }

  /** Closes clients and ends sessions, also those that their client has given up. */
  async close(internal: MongoClient): Promise<void> {
    for (const session of this.known.session.values()) await session.endSession().catch(() => undefined);
    for (const { client } of this.known.client.values()) await client.close();
    const lsids = [...this.lsids.values()] as Document[];
    if (lsids.length > 0) await internal.db('admin').command({ endSessions: lsids });
  }

  private async openClient(spec: EntitySpec): Promise<Client> {
    const options = { ...(spec['uriOptions'] as Document | undefined) };
    const client = new MongoClient(this.uri, {
      monitorCommands: true,
      serverSelectionTimeoutMS: 5000,
      ...options,
    });
    this.refusals.watch(client);
    const made: Client = { client, events: [] };
    observe(made, spec);
    await client.connect();
    made.events.length = 0;
    return made;
  }

  private database(spec: EntitySpec): Db {
    const { client } = this.get('client', spec['client']);
    return client.db(String(spec['databaseName']), spec['databaseOptions'] as Document | undefined);
  }

  private collection(spec: EntitySpec): Collection {
    const database = this.get('database', spec['database']);
    return database.collection(
      String(spec['collectionName']),
      spec['collectionOptions'] as Document | undefined,
    );
  }

  private createSession(spec: EntitySpec): void {
    const { client } = this.get('client', spec['client']);
    const session = client.startSession(spec['sessionOptions'] as Document | undefined);
    this.known.session.set(spec.id, session);
    this.lookup('lsid', spec.id);
  }

  private bucket(spec: EntitySpec): GridFSBucket {
    return new GridFSBucket(
      this.get('database', spec['database']),
      spec['bucketOptions'] as Document | undefined,
    );
  }
}

function observe({ client, events }: Client, spec: EntitySpec): void {
  const wanted = (spec['observeEvents'] ?? []) as string[];
  const ignored = [
    ...SENSITIVE,
    'configureFailPoint',
    ...((spec['ignoreCommandMonitoringEvents'] ?? []) as string[]),
  ];
  const note = (kind: string, type: SeenEvent['type'], content: Document): void => {
    if (wanted.includes(kind) && !ignored.includes(String(content['commandName']))) {
      events.push({ kind, type, content: snapshot(content) as Document });
    }
  };
  client.on('commandStarted', ({ command, commandName, databaseName }) =>
    note('commandStartedEvent', 'command', { command, commandName, databaseName }),
  );
  client.on('commandSucceeded', ({ reply, commandName }) =>
    note('commandSucceededEvent', 'command', { reply: reply, commandName }),
  );
  client.on('commandFailed', ({ commandName }) => note('commandFailedEvent', 'command', { commandName }));
  client.on('connectionCheckOutStarted', () => note('connectionCheckOutStartedEvent', 'cmap', {}));
  client.on('connectionCheckedOut', () => note('connectionCheckedOutEvent', 'cmap', {}));
  client.on('connectionCheckedIn', () => note('connectionCheckedInEvent', 'cmap', {}));
}
