import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import {
  Binary,
  type ClientBulkWriteModel,
  type ClientSession,
  type Db,
  type Document,
  type GridFSBucket,
  type MongoClient,
  type ObjectId,
} from 'mongodb';
import { onCollection } from './collection-operations.ts';
import { type Entities } from './entities.ts';

/** The operation is none that the runner, or the driver, has. */
export class UnknownOperation extends Error {
  override readonly name = 'UnknownOperation';
}

/** Runs one operation of a test on the entity it names, and gives what the driver gave. */
export async function runOperation(
  entities: Entities,
  { object, name }: { object: string; name: string },
  given: Document,
): Promise<unknown> {
  const args =
    given['session'] === undefined ? given : { ...given, session: entities.get('session', given['session']) };
  const result = start(entities, { object, name }, args);
  if (result === undefined) throw new UnknownOperation(`The runner does not know ${name} on ${object}`);
  return result;
}

function start(
  entities: Entities,
  { object, name }: { object: string; name: string },
  args: Document,
): Promise<unknown> | undefined {
  if (entities.has('collection', object)) return onCollection(name, entities.get('collection', object), args);
  if (entities.has('database', object)) return DATABASE[name]?.(entities.get('database', object), args);
  if (entities.has('client', object)) return CLIENT[name]?.(entities.get('client', object).client, args);
  if (entities.has('session', object)) return SESSION[name]?.(entities.get('session', object), args);
  if (entities.has('bucket', object)) return BUCKET[name]?.(entities.get('bucket', object), args);
  throw new Error(`The test has nothing named ${object}`);
}

type On<T> = Record<string, (on: T, args: Document) => Promise<unknown>>;

const DATABASE: On<Db> = {
  aggregate: (on, { pipeline: stages, ...options }) => on.aggregate(stages as Document[], options).toArray(),
  createCollection: (on, { collection, ...options }) => on.createCollection(String(collection), options),
  dropCollection: (on, { collection, ...options }) => on.dropCollection(String(collection), options),
  listCollections: (on, { filter, ...options }) => on.listCollections(filter as Document, options).toArray(),
  modifyCollection: (on, { collection, session, ...options }) =>
    on.command(
      { collMod: collection as string, ...options },
      session === undefined ? {} : { session: session as ClientSession },
    ),
  runCommand: (on, { command, commandName: _name, ...options }) => on.command(command as Document, options),
};

const CLIENT: On<MongoClient> = {
  clientBulkWrite: (on, { models, ...options }) =>
    on.bulkWrite((models as Document[]).map(bulkModel), options),
  listDatabases: async (on, options) => (await on.db().admin().listDatabases(options)).databases,
};

function bulkModel(spec: Document): ClientBulkWriteModel<Document> {
  const [name = ''] = Object.keys(spec);
  return { name, ...(spec[name] as Document) } as ClientBulkWriteModel<Document>;
}

const SESSION: On<ClientSession> = {
  startTransaction: (on, options) => {
    on.startTransaction(options);
    return Promise.resolve();
  },
  commitTransaction: (on, options) => on.commitTransaction(options),
  abortTransaction: (on, options) => on.abortTransaction(options),
  endSession: (on) => on.endSession(),
  getSnapshotTime: (on) => Promise.resolve((on as unknown as { snapshotTime?: unknown }).snapshotTime),
};

const BUCKET: On<GridFSBucket> = {
  delete: (on, { id, ...options }) => on.delete(id as ObjectId, options),
  download: (on, { id, ...options }) => readAll(on.openDownloadStream(id as ObjectId, options)),
  downloadByName: (on, { filename, ...options }) =>
    readAll(on.openDownloadStreamByName(String(filename), options)),
  rename: (on, { id, newFilename, ...options }) => on.rename(id as ObjectId, String(newFilename), options),
  upload: async (on, { filename, source, ...options }) => {
    const stream = on.openUploadStream(String(filename), options);
    await pipeline(Readable.from([Buffer.from(String((source as Document)['$$hexBytes']), 'hex')]), stream);
    return stream.id;
  },
};

async function readAll(stream: AsyncIterable<Buffer>): Promise<Binary> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return new Binary(Buffer.concat(chunks));
}
