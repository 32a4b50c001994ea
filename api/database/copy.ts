import { createHash } from 'node:crypto';
import mongoose from 'mongoose';
import { decode } from './embedded/bson/decode.ts';
import { type Doc } from './embedded/bson/value.ts';
import { dataFileOf } from './embedded/maintenance/files.ts';
import { openEmbedded } from './embedded/open.ts';

type Db = mongoose.mongo.Db;
type IndexDescription = mongoose.mongo.IndexDescriptionInfo;

/** A copied collection, the same in both databases: SHA-256 over its documents in the order of their ids. */
export interface Copied {
  name: string;
  documents: number;
  indexes: number;
  sha256: string;
}

/** In the target while it is not whole: the next copy then begins again. */
const UNFINISHED = 'unfinished-copy';

// The command that carries the documents may have 16 MB, whatever server it goes to.
const BATCH = { bytes: 8 * 1024 * 1024, documents: 1000 };

/**
 * Copies every collection with its documents, bytes for bytes, and its indexes, from a data folder or MongoDB URI to
 * another. The target must be empty, or hold a copy that was broken off: that one is begun again. Throws an Error in
 * plain words if something cannot be copied, differs at the end, or is in use.
 */
export async function copyDatabase(from: string, to: string): Promise<Copied[]> {
  if (!isUri(from)) dataFileOf(from);
  return withDatabase(from, (source) =>
    withDatabase(to, async (target) => {
      const names = await copyableCollections(source, from);
      await makeReady(target, to);
      const copied: Copied[] = [];
      for (const name of names) copied.push(await copyCollection(source, target, name));
      await target.dropCollection(UNFINISHED);
      return copied;
    }),
  );
}

/** Throws if the database holds a copy that was broken off: then it is not all there. */
export async function refuseUnfinishedCopy(db: Db): Promise<void> {
  const [found] = await db.listCollections({ name: UNFINISHED }).toArray();
  if (found)
    throw new Error('The database holds a copy that was broken off. Run candour database copy again.');
}

async function withDatabase<T>(place: string, work: (db: Db) => Promise<T>): Promise<T> {
  const embedded = isUri(place) ? undefined : await openEmbedded({ folder: place });
  const uri = embedded?.uri ?? place;
  const client = new mongoose.mongo.MongoClient(uri, {
    serverSelectionTimeoutMS: 10_000,
    w: 'majority',
    journal: true,
  });
  try {
    await client.connect();
    return await work(client.db());
  } finally {
    await client.close();
    await embedded?.close();
  }
}

function isUri(place: string): boolean {
  return /^mongodb(\+srv)?:\/\//.test(place);
}

/** A place as it may be told: a URI without its password. */
function shown(place: string): string {
  return place.replace(/^([^/]+:\/\/[^:@/]+):[^@/]+@/, '$1:…@');
}

async function copyableCollections(source: Db, from: string): Promise<string[]> {
  await refuseUnfinishedCopy(source);
  const all = await source.listCollections({}, { nameOnly: false }).toArray();
  const own = all.filter(({ name }) => !name.startsWith('system.'));
  const special = own.find(
    ({ type, options }) => type !== 'collection' || Object.keys(options ?? {}).length > 0,
  );
  if (special) throw new Error(`The collection ${special.name} has options that cannot be copied.`);
  if (own.length === 0) throw new Error(`There is nothing in ${shown(from)} to copy.`);
  return own.map(({ name }) => name);
}

async function makeReady(target: Db, to: string): Promise<void> {
  const names = (await target.listCollections().toArray()).map(({ name }) => name);
  if (names.length > 0 && !names.includes(UNFINISHED))
    throw new Error(`${shown(to)} is not empty. Copy into an empty folder or database.`);
  for (const name of names) if (name !== UNFINISHED) await target.dropCollection(name);
  const marks = target.collection<{ _id: string; since: Date }>(UNFINISHED);
  await marks.updateOne({ _id: 'copy' }, { $set: { since: new Date() } }, { upsert: true });
}

async function copyCollection(source: Db, target: Db, name: string): Promise<Copied> {
  await target.createCollection(name);
  const read = await readThrough(source, name, (batch) => insert(target, name, batch));
  const indexes = await source.collection(name).indexes();
  const expiring = indexes.filter((index) => index.expireAfterSeconds !== undefined);
  await createIndexes(
    target,
    name,
    indexes.filter((index) => !expiring.includes(index)),
  );
  const written = await readThrough(target, name);
  if (written.sha256 !== read.sha256)
    throw new Error(
      `The collection ${name} differs: ${read.documents} documents were read and ${written.documents} are there. The copy is not whole.`,
    );
  // Documents that expire meanwhile are no difference, so the copy learns last that they do.
  if (expiring.length === 0 && (await readThrough(source, name)).sha256 !== read.sha256)
    throw new Error(
      `The collection ${name} was changed while it was copied. Stop what writes to it and copy again.`,
    );
  await createIndexes(target, name, expiring);
  await compareIndexes(target, name, indexes);
  return { name, ...read, indexes: indexes.length };
}

/** Reads a collection in the order of its ids, as raw documents. */
async function readThrough(
  db: Db,
  name: string,
  take: (batch: Buffer[]) => Promise<void> = () => Promise.resolve(),
): Promise<{ documents: number; sha256: string }> {
  const hash = createHash('sha256');
  const cursor = db.collection(name).find({}, { raw: true, sort: { _id: 1 } });
  let batch: Buffer[] = [];
  let [bytes, documents] = [0, 0];
  for await (const raw of cursor as unknown as AsyncIterable<Buffer>) {
    hash.update(raw);
    documents++;
    bytes += raw.length;
    batch.push(raw);
    if (bytes < BATCH.bytes && batch.length < BATCH.documents) continue;
    await take(batch);
    [batch, bytes] = [[], 0];
  }
  if (batch.length > 0) await take(batch);
  return { documents, sha256: hash.digest('hex') };
}

/** As maps: a JavaScript object would put fields such as "2" before the others. */
async function insert(target: Db, name: string, batch: Buffer[]): Promise<void> {
  const documents: Doc[] = batch.map((raw) => decode(raw));
  const answer = await target.command({ insert: name, documents, writeConcern: { w: 'majority', j: true } });
  const [error] = (answer['writeErrors'] ?? []) as { errmsg: string }[];
  if (error) throw new Error(`A document of ${name} was not taken: ${error.errmsg}`);
}

async function createIndexes(target: Db, name: string, indexes: IndexDescription[]): Promise<void> {
  const specs = indexes.filter((index) => index.name !== '_id_').map(({ v: _v, ns: _ns, ...rest }) => rest);
  if (specs.length > 0) await target.collection(name).createIndexes(specs);
}

async function compareIndexes(target: Db, name: string, wanted: IndexDescription[]): Promise<void> {
  const text = (indexes: IndexDescription[]): string[] =>
    indexes.map(({ v: _v, ns: _ns, ...rest }) => JSON.stringify(Object.entries(rest).sort())).sort();
  const there = await target.collection(name).indexes();
  if (JSON.stringify(text(there)) !== JSON.stringify(text(wanted)))
    throw new Error(`The indexes of ${name} differ. The copy is not whole.`);
}
