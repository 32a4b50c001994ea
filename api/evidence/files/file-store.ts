/**
 * The bytes of the library, in GridFS. A file belongs to nobody while it is received; a record claims it and then
 * keeps it for good. What is never claimed is removed: at once when the request ends, else by a later sweep.
 */
import type { Readable, Writable } from 'node:stream';
import mongoose from 'mongoose';
import { Unavailable } from '../../http/errors.ts';
import { UploadModel } from './upload-model.ts';

const day = 24 * 60 * 60 * 1000;

const piecesAtOnce = 40;

/** A stretch of a file: from `start`, up to and without `end`. */
export interface Range {
  start: number;
  end: number;
}

/** Begins a file that nobody holds yet; answers its id. */
export async function beginFile(): Promise<string> {
  const id = new mongoose.mongo.ObjectId().toHexString();
  await UploadModel.create({ _id: id, state: 'receiving', startedAt: new Date() });
  return id;
}

/** Where the bytes of a file that was begun go. What was written is not there until the stream has finished. */
export function fileWriter(id: string): Writable {
  return bucket().openUploadStreamWithId(objectId(id), id);
}

/** The bytes of a file, or of a stretch of it. */
export function fileReader(id: string, range?: Range): Readable {
  return bucket().openDownloadStream(objectId(id), range);
}

/** Takes a received file for a record. Throws Unavailable when its request was given up and the file removed. */
export async function claimFile(id: string): Promise<void> {
  const claimed = await UploadModel.findOneAndUpdate(
    { _id: id, state: 'receiving' },
    { $set: { state: 'claimed' } },
  ).lean();
  if (!claimed) throw new Unavailable('The upload was cut off and nothing was kept. Choose the file again.');
}

/** Says that a record now holds the file. */
export async function keepFile(id: string): Promise<void> {
  await UploadModel.deleteOne({ _id: id });
}

/** Removes a file that no record claimed. */
export async function releaseFile(id: string): Promise<void> {
  const released = await UploadModel.findOneAndDelete({ _id: id, state: 'receiving' }).lean();
  if (released) await removeBytes(id);
}

/** Removes a file, claimed or not. Never for one that a record holds. */
export async function discardFile(id: string): Promise<void> {
  await removeBytes(id);
  await UploadModel.deleteOne({ _id: id });
}

/** Files begun a day ago or earlier that were neither kept nor removed: a process ended in between. */
export async function forgottenFiles(now = Date.now()): Promise<string[]> {
  const uploads = await UploadModel.find({ startedAt: { $lt: new Date(now - day) } })
    .limit(100)
    .lean();
  return uploads.map((upload) => upload._id);
}

/** How many files and pieces of files are stored, whoever holds them. */
export async function storedCounts(): Promise<{ files: number; chunks: number }> {
  const [files, chunks] = await Promise.all([
    collection('files').countDocuments({}),
    collection('chunks').countDocuments({}),
  ]);
  return { files, chunks };
}

// Not GridFSBucket.delete: it refuses a file that was cut off, whose pieces are there without their entry, and has
// the database take all pieces in hand at once.
async function removeBytes(id: string): Promise<void> {
  await collection('files').deleteOne({ _id: objectId(id) });
  const chunks = collection('chunks');
  for (let first = 0; ; first += piecesAtOnce) {
    const some = { files_id: objectId(id), n: { $gte: first, $lt: first + piecesAtOnce } };
    const { deletedCount } = await chunks.deleteMany(some);
    if (deletedCount === 0) break;
  }
  await chunks.deleteMany({ files_id: objectId(id) });
}

function bucket(): mongoose.mongo.GridFSBucket {
  return new mongoose.mongo.GridFSBucket(connected(), { bucketName: 'evidence-files' });
}

function collection(part: 'files' | 'chunks') {
  return connected().collection(`evidence-files.${part}`);
}

function connected(): mongoose.mongo.Db {
  const { db } = mongoose.connection;
  if (!db) throw new Unavailable('The database is not connected. Try again in a moment.');
  return db;
}

function objectId(id: string): mongoose.mongo.ObjectId {
  return mongoose.mongo.ObjectId.createFromHexString(id);
}
