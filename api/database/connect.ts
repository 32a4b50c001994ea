import mongoose from 'mongoose';
import type { Config } from '../config.ts';
import { refuseUnfinishedCopy } from './copy.ts';
import { openEmbedded } from './embedded/open.ts';
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
  if (config.MONGO_URI !== undefined) {
    await connect(config.MONGO_URI);
    return { joined: false, close: () => mongoose.disconnect() };
  }
  const embedded = await openEmbedded({ folder: config.CANDOUR_DATA, join: options.join });
  const close = async (): Promise<void> => {
    await mongoose.disconnect();
    await embedded.close();
  };
  try {
    await connect(embedded.uri);
  } catch (error) {
    await close();
    throw error;
  }
  return { joined: embedded.joined, close };
}

async function connect(uri: string): Promise<void> {
  await mongoose.connect(uri, { serverSelectionTimeoutMS: 10_000, w: 'majority', journal: true });
  if (mongoose.connection.db) await refuseUnfinishedCopy(mongoose.connection.db);
  await makeIndexes(Object.values(mongoose.models));
}
