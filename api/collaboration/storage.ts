/** What the database holds of a section's text: one state, and a log of what came after it. */
import {
  SectionTextModel,
  type SectionTextRecord,
  TextUpdateModel,
  type TextUpdateRecord,
  bufferOf,
  bytesOf,
  newEntryId,
} from './model.ts';

/** The id of an entry of the log. */
export type EntryId = TextUpdateRecord['_id'];

/** One change as it is logged; `user` is '' when Candour itself made it. */
export interface Change {
  user: string;
  update: Uint8Array;
  /** Where it moved claims to; null when it moved none. */
  moves: Uint8Array | null;
}

/** Everything stored of a section's text. */
export interface StoredText {
  regions: readonly string[];
  state: Uint8Array;
  moves: Uint8Array | null;
  log: { id: EntryId; changes: Change[] }[];
}

/** Reads a section's state and log, or null for a section that was never given its structure. */
export async function readStored(section: string): Promise<StoredText | null> {
  // The log first: an entry that is merged into the state meanwhile is then in both, and never in neither.
  const log = await TextUpdateModel.find({ section }).sort({ _id: 1 }).lean<TextUpdateRecord[]>();
  const stored = await SectionTextModel.findById(section).lean<SectionTextRecord>();
  if (!stored) return null;
  return {
    regions: stored.regions,
    state: bytesOf(stored.state),
    moves: stored.moves ? bytesOf(stored.moves) : null,
    log: log.map(({ _id, changes }) => ({
      id: _id,
      changes: changes.map(({ user, update, moves }) => ({
        user,
        update: bytesOf(update),
        moves: moves ? bytesOf(moves) : null,
      })),
    })),
  };
}

/** Stores a section's first state; does nothing when it has one. Answers whether it was stored. */
export async function storeFirstState(
  section: string,
  regions: readonly string[],
  state: Uint8Array,
): Promise<boolean> {
  try {
    const first = { _id: section, regions: [...regions], state: bufferOf(state), storedAt: new Date() };
    await SectionTextModel.create(first);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 11_000) return false;
    throw error;
  }
}

/** Removes everything stored of sections that are not there, or are no longer to be. */
export async function removeStored(sections: readonly string[]): Promise<void> {
  await SectionTextModel.deleteMany({ _id: { $in: [...sections] } });
  await TextUpdateModel.deleteMany({ section: { $in: [...sections] } });
}

/** Replaces a section's state and its moves; what is merged into them may then leave the log. */
export async function storeState(
  section: string,
  { state, moves }: { state: Uint8Array; moves: Uint8Array | null },
): Promise<void> {
  const kept = moves ? { moves: bufferOf(moves) } : {};
  const change = { $set: { state: bufferOf(state), ...kept, storedAt: new Date() } };
  const { matchedCount } = await SectionTextModel.updateOne({ _id: section }, change);
  if (matchedCount !== 1) throw new Error(`The text of section ${section} is not in the database`);
}

/** So many entries leave the log in one go: what people type meanwhile waits for no more than that. */
const DROPPED_AT_ONCE = 50;

/** Removes entries from the log that the stored state holds. */
export async function dropEntries(ids: readonly EntryId[]): Promise<void> {
  for (let from = 0; from < ids.length; from += DROPPED_AT_ONCE) {
    await TextUpdateModel.deleteMany({ _id: { $in: ids.slice(from, from + DROPPED_AT_ONCE) } });
  }
}

/** Appends one entry for each section; resolves when they are on disk. Answers the ids in the same order. */
export async function appendEntries(
  entries: readonly { section: string; changes: readonly Change[] }[],
): Promise<EntryId[]> {
  const at = new Date();
  const rows = entries.map(({ section, changes }) => ({
    _id: newEntryId(),
    section,
    at,
    changes: changes.map(({ user, update, moves }) => ({
      user,
      update: bufferOf(update),
      ...(moves && { moves: bufferOf(moves) }),
    })),
  }));
  // Straight to the driver: the rows are ours, and casting each of them costs more than writing it. One row, which is
  // what there mostly is, goes without the driver's bulk machinery.
  const [only, ...others] = rows;
  if (only && others.length === 0) await TextUpdateModel.collection.insertOne(only);
  else await TextUpdateModel.collection.insertMany(rows);
  return rows.map((row) => row._id);
}

/** The sections with changes in the log. */
export function sectionsWithLog(): Promise<string[]> {
  return TextUpdateModel.distinct('section').exec();
}
