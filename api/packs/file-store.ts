import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import mongoose from 'mongoose';
import { Unavailable } from '../http/errors.ts';

/** Stores the file of an export under the export's id. */
export async function storeExportFile(id: string, bytes: Uint8Array): Promise<void> {
  await pipeline([bytes], bucket().openUploadStreamWithId(objectId(id), id));
}

/** The bytes of an export's file. */
export function readExportFile(id: string): Readable {
  return bucket().openDownloadStream(objectId(id));
}

/** Removes the file of an export, if it has one. */
export async function removeExportFile(id: string): Promise<void> {
  const database = connected();
  await database.collection('export-files.files').deleteOne({ _id: objectId(id) });
  await database.collection('export-files.chunks').deleteMany({ files_id: objectId(id) });
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
