import * as Y from 'yjs';
import { problemOf } from './content-rules.ts';
import { Refused } from './refused.ts';

/**
 * A copy of a live document that goes ahead of it: every change is tried here first. It keeps deleted content, and
 * is thrown away when something was tried that may not stay.
 */
export class Shadow {
  readonly ydoc = new Y.Doc({ gc: false });
  readonly #regions: ReadonlySet<string>;

  constructor(regions: readonly string[], updates: readonly Uint8Array[]) {
    this.#regions = new Set(regions);
    for (const update of updates) Y.applyUpdate(this.ydoc, update);
    for (const region of regions) this.ydoc.getXmlFragment(region);
  }

  /** Tries an update. Answers whether it holds anything new; throws Refused, and is then of no more use. */
  try(update: Uint8Array): boolean {
    const seen: { problem: string | null; changed: boolean }[] = [];
    const check = (transaction: Y.Transaction): void => {
      // Those after the first are the library's own tidying.
      if (seen.length === 0)
        seen.push({ problem: this.#problemIn(transaction), changed: isChange(transaction) });
    };
    this.ydoc.on('afterTransaction', check);
    try {
      Y.applyUpdate(this.ydoc, update);
    } catch {
      throw new Refused('an update that cannot be read');
    } finally {
      this.ydoc.off('afterTransaction', check);
    }
    const [first] = seen;
    if (first?.problem) throw new Refused(first.problem);
    const { pendingStructs, pendingDs } = this.ydoc.store;
    if (pendingStructs !== null || pendingDs !== null)
      throw new Refused('an update without what it builds on');
    return first?.changed === true;
  }

  /** Makes a change here; answers it as an update, or null when it changed nothing. */
  change(change: (ydoc: Y.Doc) => void): Uint8Array | null {
    const updates: Uint8Array[] = [];
    const collect = (update: Uint8Array): void => void updates.push(update);
    this.ydoc.on('update', collect);
    try {
      this.ydoc.transact(() => change(this.ydoc));
    } finally {
      this.ydoc.off('update', collect);
    }
    return updates.length === 0 ? null : Y.mergeUpdates(updates);
  }

  #problemIn({ beforeState, afterState }: Y.Transaction): string | null {
    for (const [client, after] of afterState) {
      const before = beforeState.get(client) ?? 0;
      const problem = after > before ? this.#problemFrom(client, before) : null;
      if (problem !== null) return problem;
    }
    return null;
  }

  #problemFrom(client: number, clock: number): string | null {
    const structs = this.ydoc.store.clients.get(client) ?? [];
    for (let index = Y.findIndexSS(structs, clock); index < structs.length; index += 1) {
      const struct = structs[index];
      const problem = struct instanceof Y.Item ? problemOf(struct, this.#regions) : null;
      if (problem !== null) return problem;
    }
    return null;
  }
}

function isChange({ beforeState, afterState, deleteSet }: Y.Transaction): boolean {
  if (deleteSet.clients.size > 0) return true;
  for (const [client, clock] of afterState) if (clock > (beforeState.get(client) ?? 0)) return true;
  return false;
}
