import { type Doc, isDoc, isNumeric, isTruthy, type Value } from '../bson/value.ts';
import { notInSubset, ServerError } from '../errors.ts';

/** A projection, ready to use. */
export interface Projection {
  apply(doc: Doc): Doc;
  /** The only top-level fields it needs, if it names those it keeps. */
  fields?: ReadonlySet<string>;
}

type Tree = Map<string, Tree | true>;

/** Reads a projection that keeps fields or leaves fields out; undefined if it keeps everything. Others are refused. */
export function compileProjection(spec: Doc): Projection | undefined {
  if (spec.size === 0) return undefined;
  const flags = flagsOf(spec);
  const others = flags.filter(([path]) => path !== '_id');
  const id = flags.find(([path]) => path === '_id')?.[1];
  const including = others[0]?.[1] ?? id === true;
  checkOneKind(others, including);
  const tree = treeOf(others.map(([path]) => path));
  if (including === (id !== false)) tree.set('_id', true);
  if (!including) return { apply: (doc) => exclude(doc, tree) };
  return { apply: (doc) => include(doc, tree), fields: new Set(tree.keys()) };
}

/** The paths and whether each is kept; {a: {b: 1}} means 'a.b'. */
function flagsOf(spec: Doc, prefix = ''): [path: string, kept: boolean][] {
  return [...spec].flatMap(([name, value]): [string, boolean][] => {
    const path = prefix + name;
    if (path.split('.').includes('$')) throw notInSubset('BadValue', 'A positional projection');
    if (typeof value === 'boolean' || isNumeric(value)) return [[path, isTruthy(value)]];
    const nested = isDoc(value) && value.size > 0 && ![...value.keys()][0]?.startsWith('$');
    if (nested) return flagsOf(value, `${path}.`);
    throw notInSubset('BadValue', `The computed projection of '${path}'`);
  });
}

function checkOneKind(flags: [path: string, kept: boolean][], including: boolean): void {
  const mixed = flags.find(([, kept]) => kept !== including)?.[0];
  if (mixed === undefined) return;
  if (including)
    throw new ServerError(31254, `Cannot do exclusion on field ${mixed} in inclusion projection`);
  throw new ServerError(31253, `Cannot do inclusion on field ${mixed} in exclusion projection`);
}

function treeOf(paths: string[]): Tree {
  const root: Tree = new Map();
  for (const path of paths) {
    let node = root;
    const segments = path.split('.');
    const last = segments.pop() ?? '';
    for (const segment of segments) {
      const next = node.get(segment) ?? new Map<string, Tree | true>();
      if (next === true) throw new ServerError(31249, `Path collision at ${path}`);
      node.set(segment, next);
      node = next;
    }
    if (node.has(last)) throw new ServerError(31249, `Path collision at ${path}`);
    node.set(last, true);
  }
  return root;
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

function exclude(doc: Doc, tree: Tree): Doc {
  const kept: Doc = new Map();
  for (const [name, value] of doc) {
    const branch = tree.get(name);
    if (branch !== true) kept.set(name, branch ? excludeValue(value, branch) : value);
  }
  return kept;
}

function excludeValue(value: Value, tree: Tree): Value {
  if (isDoc(value)) return exclude(value, tree);
  return Array.isArray(value) ? value.map((element) => excludeValue(element, tree)) : value;
}
