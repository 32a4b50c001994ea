import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, open, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { type Collection, MongoClient } from 'mongodb';
import type { FromServer } from './database-server.ts';
import { percentile, print, row } from './table.ts';

const documents = 100_000;
const scanned = 50_000;
const clients = 8;
const operations = 8000;
/** Run before each of those and not counted: what is measured is a server that has been at work. */
const warming = 2000;
const scans = 24;

interface Doc {
  _id: number;
  email: string;
  /** The same as `email`, without an index. */
  mail: string;
  council: string;
  n: number;
  text: string;
}

interface Server {
  uri: string;
  opening: number;
  /** Memory in MB, and the longest delay of the main thread in milliseconds since it was last asked. */
  state(): Promise<{ memory: number; delay: number }>;
  stop(): Promise<void>;
}

/**
 * Eight clients on the embedded database with 100,000 documents, in a process of their own: what is found and changed by
 * an index, and the same without one; then a scan, and whether the server's main thread noticed. Prints a table.
 */
export async function benchDatabase(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'database-bench-'));
  try {
    const empty = await startServer(folder);
    print(row('empty', ['opening, ms', 'memory, MB']));
    print(row('', [empty.opening.toFixed(0), (await empty.state()).memory.toFixed(0)]));
    await withClients(empty.uri, fill);
    await empty.stop();
    const server = await startServer(folder);
    await measure(server, folder);
    await server.stop();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function startServer(folder: string): Promise<Server> {
  const path = new URL('./database-server.ts', import.meta.url);
  const child = fork(path, [folder], { execArgv: ['--import', 'tsx'] });
  const { uri, opening } = (await answerOf(child)) as Extract<FromServer, { uri: string }>;
  return {
    uri,
    opening,
    state: async () => {
      child.send('state');
      return (await answerOf(child)) as Extract<FromServer, { memory: number }>;
    },
    stop: async () => {
      const exited = once(child, 'exit');
      child.disconnect();
      await exited;
    },
  };
}

async function answerOf(child: ChildProcess): Promise<FromServer> {
  const [message] = (await once(child, 'message')) as [FromServer];
  return message;
}

async function withClients(
  uri: string,
  work: (collections: Collection<Doc>[]) => Promise<void>,
): Promise<void> {
  const all = Array.from({ length: clients }, () => new MongoClient(uri, { maxPoolSize: 1 }));
  await Promise.all(all.map((client) => client.connect()));
  await work(all.map((client) => client.db().collection<Doc>('people')));
  await Promise.all(all.map((client) => client.close()));
}

function makeDoc(n: number): Doc {
  const email = `person-${n}@example.org`;
  return { _id: n, email, mail: email, council: `council-${n % 150}`, n, text: 'x'.repeat(600) };
}

async function fill([people]: Collection<Doc>[]): Promise<void> {
  if (!people) return;
  await people.createIndex({ email: 1 }, { unique: true }, {});
  await people.createIndex({ council: 1, n: -1 }, {}, {});
  const rate = await timed(documents / 1000, (batch) =>
    people.insertMany(Array.from({ length: 1000 }, (_, n) => makeDoc(batch * 1000 + n))),
  );
  print(row('insert 1000 at once', [`${((documents / sum(rate)) * 1000).toFixed(0)}/s`]));
}

async function measure(server: Server, folder: string): Promise<void> {
  const { size } = await stat(join(folder, 'database.lmdb'));
  print(row(`${documents} documents`, ['opening, ms', 'memory, MB', 'disk, MB']));
  const { memory } = await server.state();
  print(
    row(
      '',
      [server.opening, memory, size / 1024 / 1024].map((value) => value.toFixed(0)),
    ),
  );
  await withClients(server.uri, async (people) => {
    await measureFlush(folder);
    await measureOperations(people);
    await measureScan(server, people[0]);
  });
  print(row('memory at the end, MB', [(await server.state()).memory.toFixed(0)]));
}

/** What it costs on this disk to be sure of 16 kB, with nothing around it. */
async function measureFlush(folder: string): Promise<void> {
  const file = await open(join(folder, 'flushed'), 'w');
  const times = await timed(500, async (at) => {
    await file.write(Buffer.alloc(16_384, at), 0, 16_384, at * 16_384);
    await file.datasync();
  });
  await file.close();
  print(row('flush of 16 kB, ms', ['p50', 'p95', 'p99']));
  print(
    row(
      '',
      [50, 95, 99].map((share) => percentile(times, share).toFixed(2)),
    ),
  );
}

async function measureOperations(people: Collection<Doc>[]): Promise<void> {
  print(row(`${clients} clients, ms`, ['p50', 'p95', 'p99', 'a second', 'aim, p95']));
  // What the driver and the disk cost alone, on this machine at this time.
  await together(people, 'ping', {}, (one) => one.db.command({ ping: 1 }));
  const change = { $inc: { n: 1 } };
  const find = { id: 'find by id', index: 'find by an index', scan: 'find by a scan' };
  const update = { id: 'update by id', index: 'update by an index', scan: 'update by a scan' };
  await together(people, find.id, { aim: 3 }, (one, n) => one.findOne({ _id: n }));
  const found = await together(people, find.index, { aim: 3 }, (one, n) =>
    one.findOne({ email: emailOf(n) }),
  );
  const page = { sort: { n: -1 }, limit: 20 } as const;
  await together(people, 'find 20 in order', {}, (one, n) =>
    one.find({ council: `council-${n % 150}` }, page).toArray(),
  );
  await together(people, update.id, { aim: 8 }, (one, n) => one.updateOne({ _id: n }, change));
  const updated = await together(people, update.index, { aim: 8 }, (one, n) =>
    one.updateOne({ email: emailOf(n) }, change),
  );
  let next = documents;
  await together(people, 'insert one', { aim: 8 }, (one) => one.insertOne(makeDoc(next++)));
  const searched = await together(people, find.scan, { count: scans }, (one, n) =>
    one.findOne({ mail: emailOf(n) }),
  );
  const sought = await together(people, update.scan, { count: scans }, (one, n) =>
    one.updateOne({ mail: emailOf(n) }, change),
  );
  print(
    row('a scan against an index', [`find ${ratio(searched, found)}`, `update ${ratio(sought, updated)}`]),
  );
}

function emailOf(n: number): string {
  return `person-${n}@example.org`;
}

/** All clients at once, each one operation after the other on documents here and there; answers the median. */
async function together(
  people: Collection<Doc>[],
  name: string,
  { count = operations, aim }: { count?: number; aim?: number },
  operation: (collection: Collection<Doc>, n: number) => Promise<unknown>,
): Promise<number> {
  const all = (times: number): Promise<number[][]> =>
    Promise.all(
      people.map((one, client) =>
        timed(times / clients, (at) => operation(one, ((at * clients + client) * 7919) % documents)),
      ),
    );
  if (count === operations) await all(warming);
  const began = performance.now();
  const times = await all(count);
  const rate = (count / (performance.now() - began)) * 1000;
  const values = [50, 95, 99].map((share) => percentile(times.flat(), share));
  const cells = [
    ...values.map((value) => value.toFixed(2)),
    rate.toFixed(0),
    aim === undefined ? '' : `< ${aim}`,
  ];
  print(row(name, cells));
  return values[0] ?? Number.NaN;
}

async function measureScan(server: Server, people: Collection<Doc> | undefined): Promise<void> {
  const { delay: before } = await server.state();
  const times = await timed(
    5,
    () => people?.countDocuments({ mail: 'nobody', _id: { $lt: scanned } }) ?? Promise.resolve(),
  );
  const { delay } = await server.state();
  print(row(`scan of ${scanned}`, ['ms', 'main, ms', 'before', 'aim']));
  print(row('', [percentile(times, 50).toFixed(0), delay.toFixed(1), before.toFixed(1), '< 25']));
}

async function timed(count: number, operation: (at: number) => Promise<unknown>): Promise<number[]> {
  const times: number[] = [];
  for (let at = 0; at < count; at += 1) {
    const started = performance.now();
    await operation(at);
    times.push(performance.now() - started);
  }
  return times;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function ratio(slow: number, fast: number): string {
  return `${(slow / fast).toFixed(0)}x`;
}
