import { createHash, randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { GridFSBucket, MongoClient } from 'mongodb';
import { openEmbedded } from '../../../../api/database/embedded/open.ts';

// Run as a process of its own, and killed: writes as fast as it can, and prints a line for all that was acknowledged.

const [, , folder = '', run = ''] = process.argv;
const { uri } = await openEmbedded({ folder });
const client = await new MongoClient(uri).connect();
const db = client.db('durability');
const docs = db.collection<Record<string, unknown>>('docs');

function acknowledged(what: string, ...values: (string | number)[]): void {
  process.stdout.write(`${[what, ...values].join(' ')}\n`);
}

/** Single documents, each then updated. */
async function writeDocuments(writer: string): Promise<void> {
  for (let n = 0; ; n++) {
    const key = `${run}-${writer}-${n}`;
    await docs.insertOne({ key, run, n, tags: [writer, `n${n % 7}`], filler: randomBytes(200) });
    acknowledged('inserted', key);
    await docs.updateOne({ key }, { $set: { updated: true, tags: [writer] } });
    acknowledged('updated', key);
  }
}

/** Both documents of a pair in one statement, and one removed again. */
async function writeAndRemove(writer: string): Promise<void> {
  for (let n = 0; ; n++) {
    const [kept, removed] = [`${run}-${writer}-${n}`, `${run}-${writer}-${n}-removed`];
    await docs.insertMany([kept, removed].map((key) => ({ key, run, n })));
    acknowledged('inserted', kept);
    await docs.deleteOne({ key: removed });
    acknowledged('removed', removed);
  }
}

/** One number that two writers count up. */
async function count(): Promise<void> {
  for (;;) {
    const options = { upsert: true, returnDocument: 'after' } as const;
    const counted = await db.collection('counter').findOneAndUpdate({}, { $inc: { value: 1 } }, options);
    acknowledged('counted', String(counted?.['value']));
  }
}

/** Two documents in two collections, both or neither. */
async function writePairs(writer: string): Promise<void> {
  const session = client.startSession();
  for (let n = 0; ; n++) {
    const pair = `${run}-${writer}-${n}`;
    await session.withTransaction(async () => {
      await db.collection('left').insertOne({ pair }, { session });
      await db.collection('right').insertOne({ pair }, { session });
    });
    acknowledged('paired', pair);
  }
}

async function writeFiles(writer: string): Promise<void> {
  const bucket = new GridFSBucket(db);
  for (let n = 0; ; n++) {
    const name = `${run}-${writer}-${n}`;
    const content = randomBytes(300_000 + Math.floor(Math.random() * 500_000));
    const sha256 = createHash('sha256').update(content).digest('hex');
    await pipeline(Readable.from([content]), bucket.openUploadStream(name, { metadata: { sha256 } }));
    acknowledged('uploaded', name);
  }
}

acknowledged('opened', run);
await docs.createIndex({ key: 1 }, { unique: true }, {});
await docs.createIndex({ run: 1, n: 1 }, {}, {});
await docs.createIndex({ tags: 1 }, {}, {});
await Promise.all([
  writeDocuments('a'),
  writeDocuments('b'),
  writeAndRemove('c'),
  count(),
  count(),
  writePairs('d'),
  writePairs('e'),
  writeFiles('f'),
]);
