import { type Doc, isDoc, isNumeric, isTruthy, type Value } from '../bson/value.ts';
import { notInSubset, ServerError } from '../errors.ts';

/** A projection, ready to use. */
export interface Projection {
  apply(doc: Doc): Doc;
  /** The only top-level fields it needs, if it names those it keeps. */
  fields?: ReadonlySet<string>;
}

type Tree = Map<string, Tree | true>;

/** Reads a projection that includes or excludes fields; anything computed is refused. Undefined if it keeps everything. */
export function compileProjection(spec: Doc | undefined): Projection | undefined {
  if (!spec || spec.size === 0) return undefined;
  const others = [...spec]
    .filter(([path]) => path !== '_id')
    .map(([path, value]) => [path, flagOf(path, value)] as const);
  const id = spec.has('_id') ? flagOf('_id', spec.get('_id') ?? null) : undefined;
  const including = others[0]?.[1] ?? id === true;
  const mixed = others.find(([, flag]) => flag !== including);
  if (mixed) {
    const [verb, code] = including
      ? (['exclusion', 'Location31254'] as const)
      : (['inclusion', 'Location31253'] as const);
    throw new ServerError(
      code,
      `Cannot do ${verb} on field ${mixed[0]} in ${including ? 'inclusion' : 'exclusion'} projection`,
    );
  }
  const tree = treeOf(others.map(([path]) => path));
  if (including) {
    if (id !== false) tree.set('_id', true);
    return { apply: (doc) => include(doc, tree), fields: new Set(tree.keys()) };
  }
  if (id === false) tree.set('_id', true);
  return { apply: (doc) => exclude(doc, tree) };
}

function flagOf(path: string, value: Value): boolean {
  if (typeof value === 'boolean' || isNumeric(value)) {
    if (path.split('.').includes('$')) throw notInSubset('BadValue', 'A positional projection');
    return isTruthy(value);
  }
  throw notInSubset('BadValue', `The computed projection of '${path}'`);
}

function treeOf(paths: string[]): Tree {
  const root: Tree = new Map();
  for (const path of paths) {
    let node = root;
    const segments = path.split('.');
    const last = segments.pop() ?? '';
    for (const segment of segments) {
      const next = node.get(segment) ?? new Map<string, Tree | true>();
      if (next === true) throw new ServerError('Location31249', `Path collision at ${path}`);
      node.set(segment, next);
      node = next;
    }
    if (node.has(last)) throw new ServerError('Location31249', `Path collision at ${path}`);
    node.set(last, true);
  }
  return root;
}

function include(doc: Doc, tree: Tree): Doc {
  const kept: Doc = new Map();
  for (const [name, value] of doc) {
    const branch = tree.get(name);
    if (branch === true) kept.set(name, value);
    else if (branch) {
      const inner = includeValue(value, branch);
      if (inner !== undefined) kept.set(name, inner);
    }
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
