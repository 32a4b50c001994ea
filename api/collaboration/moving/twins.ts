import * as Y from 'yjs';

/**
 * Where a piece of a moved block stands now. `exact` is its copy; a piece that was already deleted, or that only
 * marks where a format begins, has none, and is placed between the copies to its `left` and `right`.
 */
export interface Twin {
  parent: Y.ID;
  exact: Y.ID | null;
  left: Y.ID | null;
  right: Y.ID | null;
}

/**
 * Remembers, for every piece of the blocks that were moved, which piece of the copy it became. What somebody typed
 * into the old place before they saw the move can then be carried to the new one.
 */
export class Twins {
  readonly #pieces = new Map<string, Twin>();
  readonly #types = new Map<string, Y.ID>();
  readonly #base: Twins | null;

  constructor(base: Twins | null = null) {
    this.#base = base;
  }

  /** True while nothing was moved. */
  get isEmpty(): boolean {
    return this.#types.size === 0 && (this.#base?.isEmpty ?? true);
  }

  /** Everything that was noted here, in order, without what this was forked from. */
  get noted(): { pieces: [Y.ID, Twin][]; types: [Y.ID, Y.ID][] } {
    return {
      pieces: [...this.#pieces].map(([key, twin]) => [idIn(key), twin]),
      types: [...this.#types].map(([key, copy]) => [idIn(key), copy]),
    };
  }

  /** What is noted in the answer stays apart from this until {@link absorb} takes it in. */
  fork(): Twins {
    return new Twins(this);
  }

  /** Takes in what was noted in a fork. */
  absorb(fork: Twins): void {
    for (const [key, twin] of fork.#pieces) this.#pieces.set(key, twin);
    for (const [key, type] of fork.#types) this.#types.set(key, type);
  }

  /** Where a piece stands now, through any number of moves; null when it was never moved. */
  twinOf(id: Y.ID): Twin | null {
    let twin = this.#piece(id);
    for (let next = twin; next; next = next.exact && this.#piece(next.exact)) twin = next;
    return twin && this.#settled(twin);
  }

  /** What a moved block or text became, through any number of moves; null when it was never moved. */
  typeOf(id: Y.ID): Y.ID | null {
    let found = this.#type(id);
    for (let next = found; next; next = this.#type(next)) found = next;
    return found;
  }

  /** Notes where a piece went. */
  addPiece(id: Y.ID, twin: Twin): void {
    this.#pieces.set(keyOf(id), twin);
  }

  /** Notes what a block or text became. */
  addType(old: Y.ID, copy: Y.ID): void {
    this.#types.set(keyOf(old), copy);
  }

  #piece(id: Y.ID): Twin | null {
    return this.#pieces.get(keyOf(id)) ?? (this.#base ? this.#base.#piece(id) : null);
  }

  #type(id: Y.ID): Y.ID | null {
    return this.#types.get(keyOf(id)) ?? (this.#base ? this.#base.#type(id) : null);
  }

  /** A place between pieces that moved on since is between their copies. */
  #settled(twin: Twin): Twin {
    const exactOf = (id: Y.ID | null): Y.ID | null => (id && this.twinOf(id)?.exact) ?? id;
    const parent = this.typeOf(twin.parent) ?? twin.parent;
    return twin.exact
      ? { ...twin, parent }
      : { ...twin, parent, left: exactOf(twin.left), right: exactOf(twin.right) };
  }
}

/** Notes that `copy` was made of `old`; both must be in the document and `old` not yet deleted. */
export function noteCopy(twins: Twins, old: Y.XmlElement, copy: Y.XmlElement): void {
  noteType(twins, old, copy);
  noteAttributes(twins, old, copy);
  noteSequence(twins, old, copy);
  const children: Piece[] = copy.toArray().filter(isPiece);
  old
    .toArray()
    .filter(isPiece)
    .forEach((child, index) => {
      const twin = children[index];
      if (child instanceof Y.XmlElement && twin instanceof Y.XmlElement) noteCopy(twins, child, twin);
      if (child instanceof Y.XmlText && twin instanceof Y.XmlText) {
        noteType(twins, child, twin);
        noteSequence(twins, child, twin);
      }
    });
}

type Piece = Y.XmlElement | Y.XmlText;

function isPiece(child: unknown): child is Piece {
  return child instanceof Y.XmlElement || child instanceof Y.XmlText;
}

function noteType(twins: Twins, old: Piece, copy: Piece): void {
  if (old._item && copy._item) twins.addType(old._item.id, copy._item.id);
}

function noteAttributes(twins: Twins, old: Y.XmlElement, copy: Y.XmlElement): void {
  const parent = copy._item?.id;
  if (!parent) return;
  for (const [name, item] of old._map) {
    const exact = copy._map.get(name)?.id ?? null;
    twins.addPiece(item.id, { parent, exact, left: null, right: null });
  }
}

function noteSequence(twins: Twins, old: Piece, copy: Piece): void {
  const parent = copy._item?.id;
  if (!parent) return;
  const copies = unitsOf(copy).flatMap(({ id, counts }) => (counts ? [id] : []));
  let next = 0;
  for (const { id, counts } of unitsOf(old)) {
    const left = copies[next - 1] ?? null;
    const here = copies[next] ?? null;
    twins.addPiece(
      id,
      counts ? { parent, exact: here, left, right: null } : { parent, exact: null, left, right: here },
    );
    if (counts) next += 1;
  }
}

/** Every piece of a sequence, one a character; those that do not count are deleted or only mark a format. */
function unitsOf(type: Piece): { id: Y.ID; counts: boolean }[] {
  const units: { id: Y.ID; counts: boolean }[] = [];
  for (let item = type._start; item !== null; item = item.right) {
    const counts = !item.deleted && item.countable;
    for (let offset = 0; offset < item.length; offset += 1)
      units.push({ id: Y.createID(item.id.client, item.id.clock + offset), counts });
  }
  return units;
}

function idIn(key: string): Y.ID {
  const [client, clock] = key.split(':').map(Number);
  return Y.createID(client ?? 0, clock ?? 0);
}

function keyOf({ client, clock }: Y.ID): string {
  return `${client}:${clock}`;
}
