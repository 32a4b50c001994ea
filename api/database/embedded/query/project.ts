import { type Doc, isDoc, isNumeric, isTruthy, type Value } from '../bson/value.ts';
import { notInSubset, ServerError } from '../errors.ts';
import { pathOf, topField } from './paths.ts';

/** A projection, ready to use. */
export interface Projection {
  apply(doc: Doc): Doc;
  /** The only top-level fields it needs. */
  fields: ReadonlySet<string>;
}

/** The names that are kept, and of what they hold. */
type Tree = Map<string, Tree | true>;

/** Reads a projection that names the fields to keep; undefined if it is empty, which keeps everything. Others are refused. */
export function compileProjection(spec: Doc): Projection | undefined {
  if (spec.size === 0) return undefined;
  const tree: Tree = new Map(
    [...spec.keys()].some((path) => topField(path) === '_id') ? [] : [['_id', true]],
  );
  for (const [path, value] of spec) {
    if (typeof value !== 'boolean' && !isNumeric(value))
      throw notInSubset('BadValue', `The computed projection of '${path}'`);
    if (path.split('.').includes('$')) throw notInSubset('BadValue', 'A positional projection');
    if (isTruthy(value)) keep(tree, path);
    else if (path !== '_id' || spec.size === 1)
      throw notInSubset(31254, `A projection that leaves out the field ${path}`);
  }
  return { apply: (doc) => include(doc, tree), fields: new Set(tree.keys()) };
}

function keep(root: Tree, path: string): void {
  let node = root;
  const names = pathOf(path);
  for (const [at, name] of names.entries()) {
    const inner = at < names.length - 1 ? (node.get(name) ?? new Map<string, Tree | true>()) : true;
    if (inner === true && node.has(name)) throw new ServerError(31249, `Path collision at ${path}`);
    node.set(name, inner);
    if (inner !== true) node = inner;
  }
}

function include(doc: Doc, tree: Tree): Doc {
  const kept: Doc = new Map();
  for (const [name, value] of doc) {
    const branch = tree.get(name);
    const inner = branch === true ? value : branch && includeValue(value, branch);
    if (inner !== undefined) kept.set(name, inner);
  }
  return kept;
}

function includeValue(value: Value, tree: Tree): Value | undefined {
  if (isDoc(value)) return include(value, tree);
  if (!Array.isArray(value)) return undefined;
  return value.map((element) => includeValue(element, tree)).filter((element) => element !== undefined);
}
