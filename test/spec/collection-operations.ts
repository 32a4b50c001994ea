import {
  type AnyBulkWriteOperation,
  type ClientSession,
  type Collection,
  type Document,
  type IndexSpecification,
} from 'mongodb';

/** Arguments of one operation: those the driver takes by place, and the rest, its options. */
type Run = (collection: Collection, given: Document, options: Document) => Promise<unknown>;

/** The operations on collections by the format's names: which arguments go by place, and the call. */
const OPERATIONS: Record<string, [byPlace: string[], run: Run]> = {
  aggregate: [
    ['pipeline'],
    (on, { pipeline }, options) => on.aggregate(pipeline as Document[], options).toArray(),
  ],
  bulkWrite: [
    ['requests'],
    (on, { requests }, options) => on.bulkWrite(requests as AnyBulkWriteOperation[], options),
  ],
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- the specification still tests it
  count: [['filter'], (on, { filter }, options) => on.count(filter as Document, options)],
  countDocuments: [['filter'], (on, { filter }, options) => on.countDocuments(filter as Document, options)],
  createIndex: [
    ['keys'],
    (on, { keys }, { session, ...options }) =>
      on.createIndex(keys as IndexSpecification, options, { session: session as ClientSession }),
  ],
  deleteMany: [['filter'], (on, { filter }, options) => on.deleteMany(filter as Document, options)],
  deleteOne: [['filter'], (on, { filter }, options) => on.deleteOne(filter as Document, options)],
  distinct: [
    ['fieldName', 'filter'],
    (on, { fieldName, filter }, options) =>
      on.distinct(String(fieldName), filter as Document, options) as Promise<unknown>,
  ],
  dropIndex: [['name'], (on, { name }, options) => on.dropIndex(String(name), options)],
  estimatedDocumentCount: [[], (on, _given, options) => on.estimatedDocumentCount(options)],
  find: [['filter'], (on, { filter }, options) => on.find(filter as Document, options).toArray()],
  findOne: [['filter'], (on, { filter }, options) => on.findOne(filter as Document, options)],
  findOneAndDelete: [
    ['filter'],
    (on, { filter }, options) => on.findOneAndDelete(filter as Document, options),
  ],
  findOneAndReplace: [
    ['filter', 'replacement'],
    (on, { filter, replacement }, options) =>
      on.findOneAndReplace(filter as Document, replacement as Document, options),
  ],
  findOneAndUpdate: [
    ['filter', 'update'],
    (on, { filter, update }, options) => on.findOneAndUpdate(filter as Document, update as Document, options),
  ],
  insertMany: [
    ['documents'],
    (on, { documents }, options) => on.insertMany(documents as Document[], options),
  ],
  insertOne: [['document'], (on, { document }, options) => on.insertOne(document as Document, options)],
  listIndexes: [[], (on, _given, options) => on.listIndexes(options).toArray()],
  replaceOne: [
    ['filter', 'replacement'],
    (on, { filter, replacement }, options) =>
      on.replaceOne(filter as Document, replacement as Document, options),
  ],
  updateMany: [
    ['filter', 'update'],
    (on, { filter, update }, options) => on.updateMany(filter as Document, update as Document, options),
  ],
  updateOne: [
    ['filter', 'update'],
    (on, { filter, update }, options) => on.updateOne(filter as Document, update as Document, options),
  ],
};

/** Runs an operation on a collection; undefined if the runner does not know it. */
export function onCollection(
  name: string,
  collection: Collection,
  args: Document,
): Promise<unknown> | undefined {
  const [byPlace, run] = OPERATIONS[name] ?? [];
  if (!byPlace || !run) return undefined;
  const others = Object.entries(args).filter(([argument]) => !byPlace.includes(argument));
  const options = others.map(([argument, value]): [string, unknown] => [
    argument,
    argument === 'returnDocument' ? String(value).toLowerCase() : value,
  ]);
  return run(collection, args, Object.fromEntries(options));
}
