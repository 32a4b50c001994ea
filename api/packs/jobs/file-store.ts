/** The files of exports, in GridFS. */
import type { Readable, Writable } from 'node:stream';
import mongoose from 'mongoose';
import { Unavailable } from '../../http/errors.ts';

const piecesAtOnce = 40;

/** The id of a file that is to be written. */
export function newFileId(): string {
  return new mongoose.mongo.ObjectId().toHexString();
}

/** Where the bytes of a file go. */
export function exportFileWriter(id: string): Writable {
  return bucket().openUploadStreamWithId(objectId(id), id);
}

/** The bytes of a file. */
export function exportFileReader(id: string): Readable {
  return bucket().openDownloadStream(objectId(id));
}

/** Removes a file, whole or broken off, a few pieces at a time so that the database never has all of them in hand. */
export async function removeExportFile(id: string): Promise<void> {
  const database = connected();
  await database.collection('export-files.files').deleteOne({ _id: objectId(id) });
  const chunks = database.collection('export-files.chunks');
  for (let first = 0; ; first += piecesAtOnce) {
    const some = { files_id: objectId(id), n: { $gte: first, $lt: first + piecesAtOnce } };
    const { deletedCount } = await chunks.deleteMany(some);
    if (deletedCount === 0) return;
  }
}

function bucket(): mongoose.mongo.GridFSBucket {
  return new mongoose.mongo.GridFSBucket(connected(), { bucketName: 'export-files' });
}

function connected(): mongoose.mongo.Db {
  const { db } = mongoose.connection;
  if (!db) throw new Unavailable('The database is not connected. Try again in a moment.');
  return db;
}

function objectId(id: string): mongoose.mongo.ObjectId {
  return mongoose.mongo.ObjectId.createFromHexString(id);
}
