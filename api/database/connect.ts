import mongoose from 'mongoose';
import type { Config } from '../config.ts';
import { refuseUnfinishedCopy } from './copy.ts';
import { type Embedded, openEmbedded } from './embedded/open.ts';
import { makeIndexes } from './indexes.ts';

/** An open connection to the database; `joined` when another process holds the embedded one. */
export interface Database {
  joined: boolean;
  close(): Promise<void>;
}

/**
 * Connects Mongoose to MONGO_URI, or to the embedded database in the data folder. With `join`, a command may use
 * the embedded database of a server that is running; without it a second opener is refused.
 */
export async function connectDatabase(config: Config, options: { join: boolean }): Promise<Database> {
  mongoose.set('strictQuery', 'throw');
  mongoose.set('autoIndex', false);
  mongoose.set('autoCreate', false);
  const database = await reach(config, options);
  const close = async (): Promise<void> => {
    await mongoose.disconnect();
    await database.close();
  };
  try {
    await connect(database.uri);
  } catch (error) {
    await close();
    throw error;
  }
  return { joined: database.joined, close };
}

async function reach({ MONGO_URI, CANDOUR_DATA }: Config, { join }: { join: boolean }): Promise<Embedded> {
  if (MONGO_URI === undefined) return openEmbedded({ folder: CANDOUR_DATA, join });
  return { uri: MONGO_URI, joined: false, close: () => Promise.resolve() };
}

async function connect(uri: string): Promise<void> {
  await mongoose.connect(uri, { serverSelectionTimeoutMS: 10_000, w: 'majority', journal: true });
  if (mongoose.connection.db) await refuseUnfinishedCopy(mongoose.connection.db);
  await makeIndexes(Object.values(mongoose.models));
}
