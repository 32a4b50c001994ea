import type mongoose from 'mongoose';

type Collection = mongoose.mongo.Collection;
type Keys = Record<string, 1 | -1>;
type Options = mongoose.mongo.CreateIndexesOptions;

/** The part of a model that says which indexes its collection has. */
export interface Indexed {
  collection: Pick<mongoose.Collection, 'conn' | 'collectionName'>;
  schema: Pick<mongoose.Schema, 'indexes'>;
}

/** MongoDB's codes: an index of this name or with these keys is there with others. */
const CONFLICTS: readonly unknown[] = [85, 86];
const DUPLICATE = 11_000;

/**
 * Makes the indexes that models declare. One that is there with other options, as an older Candour made it, is built
 * again; what nobody declares stays. Throws an Error in plain words when values that must be unique are not; the index
 * is then as it was.
 */
export async function makeIndexes(models: readonly Indexed[]): Promise<void> {
  const made = await Promise.allSettled(models.map(makeIndexesOf));
  // Told only when all have ended: whoever hears of it closes the database.
  const failed = made.find((one) => one.status === 'rejected');
  if (failed) throw failed.reason;
}

async function makeIndexesOf({ collection: { conn, collectionName }, schema }: Indexed): Promise<void> {
  const collection = conn.collection(collectionName) as unknown as Collection;
  for (const [keys, options] of schema.indexes())
    await makeIndex(collection, keys as Keys, options as Options);
}

async function makeIndex(collection: Collection, keys: Keys, options: Options): Promise<void> {
  try {
    await collection.createIndex(keys, options, {});
  } catch (error) {
    if (CONFLICTS.includes(codeOf(error))) await makeAgain(collection, keys, options);
    else throw inPlainWords(error, collection, keys);
  }
}

async function makeAgain(collection: Collection, keys: Keys, options: Options): Promise<void> {
  const inTheWay = (await collection.indexes()).filter(
    ({ name, key }) => JSON.stringify(key) === JSON.stringify(keys) || name === nameOf(keys, options),
  );
  for (const { name } of inTheWay) if (name !== undefined) await collection.dropIndex(name);
  try {
    await collection.createIndex(keys, options, {});
  } catch (error) {
    await collection.createIndexes(inTheWay);
    throw inPlainWords(error, collection, keys);
  }
}

function nameOf(keys: Keys, { name }: Options): string {
  return name ?? Object.entries(keys).flat().join('_');
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : null;
}

function inPlainWords(error: unknown, { collectionName }: Collection, keys: Keys): unknown {
  if (codeOf(error) !== DUPLICATE) return error;
  const fields = Object.keys(keys).join(' and ');
  return new Error(
    `Two documents in ${collectionName} have the same ${fields}, which must differ. Remove or change one of them, or restore a backup, and start again.`,
    { cause: error },
  );
}
