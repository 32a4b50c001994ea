/** The texts of sections, for the features above: give them their structure, read them, change them, tell people. */
import type { DirectConnection } from '@hocuspocus/server';
import * as Y from 'yjs';
import type { SectionText } from '../../editor/schema/document.ts';
import { documentName, fillRegion, readRegion } from '../../editor/schema/ydoc.ts';
import { NotFound } from '../http/errors.ts';
import type { Actor } from '../policy.ts';
import type { SectionNotice } from './contract.ts';
import { withIds } from './live/block-ids.ts';
import type { ServerChange } from './live/live-text.ts';
import type { StoredListener } from './live/stored-listeners.ts';
import { findRunning, listeners, requireRunning, texts } from './running.ts';
import { readStored, removeStored, storeFirstState } from './storage.ts';

/**
 * Gives a section its first text; a section that has one keeps it. Claims and themes without an id get one. Throws
 * RangeError for text that does not fit the schema.
 */
export async function seedSection(section: string, regions: SectionText): Promise<void> {
  const text = withIds(regions);
  if (await storeFirstText(section, text)) await listeners.announce(section, text);
}

/** Stores the text of a section that is not there yet and tells nobody, in place of any left of an attempt that broke off. */
export async function storeTextAhead(section: string, text: SectionText): Promise<void> {
  await removeStored([section]);
  await storeFirstText(section, text);
}

/** Removes the texts of sections that did not come to be. */
export async function removeTexts(sections: readonly string[]): Promise<void> {
  await removeStored(sections);
}

function storeFirstText(section: string, text: SectionText): Promise<boolean> {
  const ydoc = new Y.Doc();
  for (const [region, content] of Object.entries(text)) fillRegion(ydoc, region, content);
  return storeFirstState(section, Object.keys(text), Y.encodeStateAsUpdate(ydoc));
}

/** The text of a section with everything that was saved. Throws NotFound for a section without a text. */
export async function readSection(section: string): Promise<SectionText> {
  const open = texts.named(documentName(section));
  if (open) return open.read();
  const stored = await readStored(section);
  if (!stored) throw new NotFound('The text of this section was not found.');
  const ydoc = new Y.Doc();
  for (const update of [
    stored.state,
    ...stored.log.flatMap(({ changes }) => changes.map((one) => one.update)),
  ])
    Y.applyUpdate(ydoc, update);
  return Object.fromEntries(stored.regions.map((region) => [region, readRegion(ydoc, region)]));
}

/**
 * Changes a section's text for a person. Everyone else's changes wait; those with the section open see the change as
 * somebody's edit. Resolves when it is on disk. Throws what `change` throws, and nothing changes then.
 */
export async function changeSection(
  section: string,
  actor: Actor | null,
  change: ServerChange,
): Promise<void> {
  const name = documentName(section);
  const connection: DirectConnection = await requireRunning().hocuspocus.openDirectConnection(name);
  try {
    const text = texts.named(name);
    if (!text) throw new NotFound('The text of this section was not found.');
    await text.change(actor?.id ?? '', change);
  } finally {
    await connection.disconnect({ unloadImmediately: false });
  }
}

/** Tells everyone who has the section open to fetch something again. */
export function notifySection(section: string, notice: SectionNotice): void {
  const document = findRunning()?.hocuspocus.documents.get(documentName(section));
  document?.broadcastStateless(JSON.stringify(notice));
}

/** Calls `listener` soon after a section's text changed, and at once when it gets its first; answers a function that stops it. */
export function onSectionStored(listener: StoredListener): () => void {
  return listeners.add(listener);
}

/** Has the listeners called now if the section changed since they last were. */
export async function settleSection(section: string): Promise<void> {
  await listeners.flush(section);
}

/** Closes the websockets of a person, or of one of their sign-ins, at once. */
export function closeConnectionsOf(user: string, session?: string): void {
  findRunning()?.sockets.endAllOf(user, session);
}

/** Closes those of a person's websockets that may now do more or less than before; their pages come back by themselves. */
export async function refreshRightsOf(user: string): Promise<void> {
  await findRunning()?.sockets.refresh(user);
}

/** Sends away those who have the section open and may not read its draft now that a text of it was agreed. */
export function closeDraftTo(section: string): void {
  findRunning()?.sockets.noteAgreed(section);
}
