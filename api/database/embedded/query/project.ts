import { type Doc, isDoc, isNumeric, isTruthy, type Value } from '../bson/value.ts';
import { notInSubset, ServerError } from '../errors.ts';
import { setPath } from '../update/set-path.ts';

/** A projection, ready to use. */
export interface Projection {
  apply(doc: Doc): Doc;
  /** The only top-level fields it needs, if it names those it keeps. */
  fields?: ReadonlySet<string>;
}

type Tree = Map<string, Tree | true>;

type Computation = (doc: Doc) => Value | undefined;

/**
 * Reads a projection that includes or excludes fields. Computed fields are refused unless `compute` reads them.
 * Undefined if it keeps everything.
 */
export function compileProjection(
  spec: Doc | undefined,
  compute?: (value: Value) => Computation,
): Projection | undefined {
  if (!spec || spec.size === 0) return undefined;
  const computed: [path: string[], Computation][] = [];
  const flags: [path: string, flag: boolean][] = [];
  for (const [path, value] of flattened(spec)) {
    const flag = flagOf(path, value);
    if (flag !== undefined) flags.push([path, flag]);
    else if (compute) computed.push([path.split('.'), compute(value)]);
    else throw notInSubset('BadValue', `The computed projection of '${path}'`);
  }
  const others = flags.filter(([path]) => path !== '_id');
  const id = flags.find(([path]) => path === '_id')?.[1];
  const including = others[0]?.[1] ?? (id === true || computed.length > 0);
  checkOneKind(others, including);
  const tree = treeOf(others.map(([path]) => path));
  if (!including) {
    if (computed[0])
      throw new ServerError(
        'Location31252',
        `Cannot compute the field ${computed[0][0].join('.')} in exclusion projection`,
      );
    if (id === false) tree.set('_id', true);
    return { apply: (doc) => exclude(doc, tree) };
  }
  if (id !== false) tree.set('_id', true);
  return { apply: (doc) => compose(doc, tree, computed), fields: new Set(tree.keys()) };
}

/** A specification with every nested one written out as dotted paths: {a: {b: 1}} is {'a.b': 1}. */
export function flattened(spec: Doc, prefix = ''): [path: string, value: Value][] {
  return [...spec].flatMap(([name, value]): [string, Value][] => {
    const nested = isDoc(value) && value.size > 0 && ![...value.keys()][0]?.startsWith('$');
    return nested ? flattened(value, `${prefix}${name}.`) : [[`${prefix}${name}`, value]];
  });
}

function checkOneKind(flags: [path: string, flag: boolean][], including: boolean): void {
  const mixed = flags.find(([, flag]) => flag !== including);
  if (!mixed) return;
  const [verb, code] = including
    ? (['exclusion', 'Location31254'] as const)
    : (['inclusion', 'Location31253'] as const);
  throw new ServerError(
    code,
    `Cannot do ${verb} on field ${mixed[0]} in ${including ? 'inclusion' : 'exclusion'} projection`,
  );
}

function compose(doc: Doc, tree: Tree, computed: [path: string[], Computation][]): Doc {
  const made = include(doc, tree);
  for (const [path, computation] of computed) {
    const value = computation(doc);
    if (value !== undefined) setPath(made, path, value);
  }
  return made;
}

/** Whether a field is to be kept; undefined if it is to be computed. */
function flagOf(path: string, value: Value): boolean | undefined {
  if (path.split('.').includes('$')) throw notInSubset('BadValue', 'A positional projection');
  return typeof value === 'boolean' || isNumeric(value) ? isTruthy(value) : undefined;
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
