import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { GridFSBucket, MongoClient } from 'mongodb';
import { openEmbedded } from '../../../../api/database/embedded/open.ts';

// Run as a process of its own, and killed: writes as fast as it can, and prints a line for all that was acknowledged.

const [, , folder = '', run = ''] = process.argv;
const { uri } = await openEmbedded({ folder });
const client = await new MongoClient(uri).connect();
const db = client.db('durability');
const docs = db.collection('docs');
await docs.createIndex({ key: 1 }, { unique: true }, {});
await docs.createIndex({ run: 1, n: 1 }, {}, {});

function acknowledged(what: string, ...values: (string | number)[]): void {
  process.stdout.write(`${[what, ...values].join(' ')}\n`);
}

/** Single documents, each then updated. */
async function writeDocuments(writer: string): Promise<void> {
  for (let n = 0; ; n++) {
    const key = `${run}-${writer}-${n}`;
    await docs.insertOne({ key, run, n, filler: randomBytes(200) });
    acknowledged('inserted', key);
    await docs.updateOne({ key }, { $set: { updated: true } });
    acknowledged('updated', key);
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
    await pipeline(Readable.from([randomBytes(400_000)]), bucket.openUploadStream(name));
    acknowledged('uploaded', name);
  }
}

acknowledged('ready');
await Promise.all([writeDocuments('a'), writeDocuments('b'), writePairs('c'), writeFiles('d')]);
