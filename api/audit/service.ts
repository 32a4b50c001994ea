/**
 * The trail: who changed what, when, before and after where small. Append-only and hash-chained: each entry's
 * hash covers the one before it, so a removed or altered entry shows.
 */
import { createHash } from 'node:crypto';
import { isDuplicate } from '../database/duplicates.ts';
import { AuditModel, type AuditEntry } from './model.ts';

/** Who is written into the trail: a person, or Candour itself (`id` null). */
export interface AuditActor {
  id: string | null;
  name: string;
}

/** A change to be recorded. `details` must be small and hold no passwords, tokens or long texts. */
export interface Change {
  event: `${string}.${string}`;
  subject: string;
  assessment?: string;
  details?: Record<string, unknown>;
}

let tail: Promise<unknown> = Promise.resolve();

/** Appends one entry to the trail; resolves when it is stored. Entries of one process keep the order of the calls. */
export function recordChange(actor: AuditActor, change: Change): Promise<void> {
  const appended = tail.then(() => append(actor, change));
  tail = appended.catch(() => undefined);
  return appended;
}

/** Checks the whole trail; answers the sequence number of the first entry that does not fit, or null. */
export async function firstBrokenEntry(): Promise<number | null> {
  let previous = '';
  let sequence = 0;
  for await (const entry of AuditModel.find().sort({ sequence: 1 }).lean<AuditEntry>().cursor()) {
    sequence += 1;
    const fits = entry.sequence === sequence && entry.previous === previous && entry.hash === hashOf(entry);
    if (!fits) return sequence;
    previous = entry.hash;
  }
  return null;
}

async function append(actor: AuditActor, change: Change): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const last = await AuditModel.findOne().sort({ sequence: -1 }).lean<AuditEntry>();
    try {
      await AuditModel.create(nextEntry(last, actor, change));
      return;
    } catch (error) {
      // Another process took the same number first: chain to its entry instead.
      if (attempt === 20 || !isDuplicate(error)) throw error;
    }
  }
}

function nextEntry(last: AuditEntry | null, actor: AuditActor, change: Change): AuditEntry {
  const entry = {
    sequence: (last?.sequence ?? 0) + 1,
    at: new Date(),
    actor: { id: actor.id, name: actor.name },
    event: change.event,
    assessment: change.assessment ?? null,
    subject: change.subject,
    details: JSON.stringify(change.details ?? {}),
    previous: last?.hash ?? '',
  };
  return { ...entry, hash: hashOf(entry) };
}

function hashOf(entry: Omit<AuditEntry, 'hash'>): string {
  const { sequence, at, actor, event, assessment, subject, details, previous } = entry;
  const text = JSON.stringify([
    sequence,
    at.toISOString(),
    actor.id,
    actor.name,
    event,
    assessment,
    subject,
    details,
    previous,
  ]);
  return createHash('sha256').update(text).digest('hex');
}
