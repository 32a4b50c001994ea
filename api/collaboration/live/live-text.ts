import type { Document } from '@hocuspocus/server';
import { uint32 } from 'lib0/random';
import * as Y from 'yjs';
import type { SectionText } from '../../../editor/schema/document.ts';
import { readRegion } from '../../../editor/schema/ydoc.ts';
import { log } from '../../http/log.ts';
import { carryOver } from '../moving/carry-over.ts';
import { rememberMoves } from '../moving/remembered.ts';
import type { Twins } from '../moving/twins.ts';
import { type Change, type EntryId, dropEntries, storeState } from '../storage.ts';
import type { Journal } from './journal.ts';
import { Refused } from './refused.ts';
import { Shadow } from './shadow.ts';

/** The largest state a section may have, in bytes; the database keeps at most 16 MB in one document. */
export const LARGEST_STATE = 8 * 1024 * 1024;

/** An update as it came from a person. `typed` is false for the whole state a page sends when it connects. */
export interface Arrival {
  update: Uint8Array;
  user: string;
  typed: boolean;
  /** Asked again after waiting: the right to write may have gone meanwhile. */
  isAllowed: () => boolean;
}

/** A change the server makes: it may be run once, on a document with the same content as the live one. */
export type ServerChange = (ydoc: Y.Doc, twins: Twins) => void;

/**
 * A section's document while it is open, with what stands between it and the people who change it: every change is
 * tried on a copy, written to the log, and only then applied here, which sends it to everyone.
 */
export class LiveText {
  readonly section: string;
  readonly document: Document;
  readonly regions: readonly string[];
  readonly #journal: Journal;
  #shadow: Shadow | null = null;
  readonly #twins: Twins;
  #carrier = uint32();
  #bytes: number;
  /** Entries of the log that the live document holds and the stored state does not. */
  readonly #entries: Set<EntryId>;
  /** Tried and not yet written: in the shadow, not in the live document. */
  readonly #underWay = new Set<readonly Change[]>();
  #drained: (() => void) | null = null;
  #turn: Promise<unknown> | null = null;

  constructor(given: {
    section: string;
    document: Document;
    regions: readonly string[];
    entries: readonly EntryId[];
    journal: Journal;
    /** The moves of this section so far. */
    twins: Twins;
  }) {
    this.section = given.section;
    this.document = given.document;
    this.regions = given.regions;
    this.#journal = given.journal;
    this.#twins = given.twins;
    this.#entries = new Set(given.entries);
    this.#bytes = Y.encodeStateAsUpdate(given.document).length;
  }

  /** True while something is being written or waits to be. */
  get isBusy(): boolean {
    return this.#underWay.size > 0 || this.#turn !== null;
  }

  /** The text as it stands; reads only. */
  read(): SectionText {
    return Object.fromEntries(this.regions.map((region) => [region, readRegion(this.document, region)]));
  }

  /**
   * Takes in what a person changed. Resolves when it is on disk and applied. Throws Refused when it may not be part
   * of the text; nothing changes then, nor when it cannot be written down.
   */
  async accept(arrival: Arrival): Promise<void> {
    while (this.#turn) await this.#turn;
    if (!arrival.isAllowed()) throw new Refused('a change without the right to it');
    const changes = this.#tried(arrival);
    if (changes.length > 0) await this.#write(changes);
  }

  /**
   * Makes a change for the server while everybody else's waits; resolves when it is on disk and applied. Throws what
   * `change` throws, and nothing changes then.
   */
  async change(user: string, change: ServerChange): Promise<void> {
    while (this.#turn) await this.#turn;
    const turn = this.#changeAlone(user, change);
    this.#turn = turn.catch(() => undefined);
    try {
      await turn;
    } finally {
      this.#turn = null;
    }
  }

  /** Writes the state and takes what it holds out of the log. On failure both stay as they are. */
  async store(): Promise<void> {
    const entries = [...this.#entries];
    if (entries.length === 0) return;
    const state = Y.encodeStateAsUpdate(this.document);
    this.#bytes = state.length;
    await storeState(this.section, { state, moves: rememberMoves(this.#twins) });
    await dropEntries(entries);
    for (const entry of entries) this.#entries.delete(entry);
  }

  async #changeAlone(user: string, change: ServerChange): Promise<void> {
    if (this.#underWay.size > 0)
      await new Promise<void>((resolve) => {
        this.#drained = resolve;
      });
    const twins = this.#twins.fork();
    try {
      const update = this.#openShadow().change((ydoc) => change(ydoc, twins));
      const moves = rememberMoves(twins);
      if (update) await this.#write([{ user, update, moves }]);
    } catch (error) {
      this.#shadow = null;
      throw error;
    }
    this.#twins.absorb(twins);
  }

  #openShadow(): Shadow {
    if (this.#shadow) return this.#shadow;
    const underWay = [...this.#underWay].flat().map(({ update }) => update);
    const shadow = new Shadow(this.regions, [Y.encodeStateAsUpdate(this.document), ...underWay]);
    this.#shadow = shadow;
    return shadow;
  }

  /** Tries an update and what it means for blocks that moved; what is new of it is to be written. */
  #tried({ update, user, typed }: Arrival): Change[] {
    this.#refuseTooLarge(update);
    try {
      const shadow = this.#openShadow();
      const before = this.#twins.isEmpty ? null : statesOf(shadow.ydoc);
      const isNew = shadow.try(update);
      const carried = before && this.#carried(update, { typed, before, shadow });
      return [...(isNew ? [{ user, update, moves: null }] : []), ...(carried ? [{ user, ...carried }] : [])];
    } catch (error) {
      this.#shadow = null;
      throw error;
    }
  }

  #carried(
    update: Uint8Array,
    { typed, before, shadow }: { typed: boolean; before: Map<number, number>; shadow: Shadow },
  ): Omit<Change, 'user'> | null {
    const twins = this.#twins.fork();
    const known = (client: number): number => before.get(client) ?? 0;
    const client = this.#carrier;
    const carried = carryOver(update, { twins, client, clock: known(client), known, deletions: typed });
    if (!carried) return null;
    shadow.try(carried);
    this.#twins.absorb(twins);
    return { update: carried, moves: rememberMoves(twins) };
  }

  #refuseTooLarge(update: Uint8Array): void {
    this.#bytes += update.length;
    if (this.#bytes <= LARGEST_STATE) return;
    this.#bytes = Y.encodeStateAsUpdate(this.document).length + update.length;
    if (this.#bytes > LARGEST_STATE) throw new Refused('a section that grows too large');
  }

  async #write(changes: readonly Change[]): Promise<void> {
    this.#underWay.add(changes);
    try {
      await this.#journal.write({
        section: this.section,
        changes,
        // What went to disk together is one change to those who have it open: one message each, not one a letter.
        inOne: (run) => this.document.transact(run, { source: 'local' }),
        written: (entry) => {
          this.#entries.add(entry);
          for (const { update } of changes) Y.applyUpdate(this.document, update);
        },
      });
    } catch (error) {
      this.#forgetTried();
      throw error;
    } finally {
      this.#underWay.delete(changes);
      if (this.#underWay.size === 0) {
        this.#drained?.();
        this.#drained = null;
      }
    }
  }

  /** What could not be written must not be built upon. */
  #forgetTried(): void {
    this.#shadow = null;
    this.#carrier = uint32();
    log.error({ section: this.section }, 'a change could not be written down');
  }
}

function statesOf(ydoc: Y.Doc): Map<number, number> {
  return new Map([...ydoc.store.clients.keys()].map((client) => [client, Y.getState(ydoc.store, client)]));
}
