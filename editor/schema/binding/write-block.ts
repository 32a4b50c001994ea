import type { Node } from '@tiptap/pm/model';
import { equalityDeep } from 'lib0/function';
import * as Y from 'yjs';
import { lengthOf } from '../block-words.ts';
import { type LineChange, lineChange } from './line-change.ts';
import { attributesOf, newElement, newRun, stretchOf } from './new-element.ts';
import { type Shown, type Stretch, stretchesOf } from './show-region.ts';

/** Brings one block to what the editor shows now: its attributes, its words and atoms, its marks. */
export function writeBlock(element: Y.XmlElement, node: Node, shown: Shown): void {
  const before = shown.get(element);
  if (!before || before === node) return;
  writeAttributes(element, node);
  const change = lineChange(before, node);
  if (change) writeChange(element, before, change);
  writeMarks(element, node);
  noteShown(element, node, shown);
}

/** Notes what a block and the atoms in it are shown as. */
export function noteShown(element: Y.XmlElement, node: Node, shown: Shown): void {
  shown.set(element, node);
  for (const [child, at] of placesOf(element)) {
    const atom = node.nodeAt(at);
    if (child instanceof Y.XmlElement && atom) shown.set(child, atom);
  }
}

type Child = Y.XmlElement | Y.XmlText | Y.XmlHook;

/** What stands in a block, with the offset where each begins. */
function placesOf(element: Y.XmlElement): [Child, number][] {
  let end = 0;
  return element.toArray().map((child) => {
    const at = end;
    end += lengthOf(child);
    return [child, at];
  });
}

function writeAttributes(element: Y.XmlElement, node: Node): void {
  const attributes = element.getAttributes() as Record<string, unknown>;
  for (const [name, value] of Object.entries(node.attrs) as [string, unknown][]) {
    if (value === (attributes[name] ?? null)) continue;
    if (value === null) element.removeAttribute(name);
    else element.setAttribute(name, value as string);
  }
}

function writeChange(element: Y.XmlElement, before: Node, { from, to, put }: LineChange): void {
  const old = before.content.cut(from, to).content;
  const [first] = put;
  // An atom that was changed stays the same atom, so that two people who change it do not make two of it.
  if (old.length === 1 && put.length === 1 && first?.isAtom && !first.isText && old[0]?.type === first.type) {
    const atom = placesOf(element).find(([child, at]) => at === from && child instanceof Y.XmlElement);
    if (atom?.[0] instanceof Y.XmlElement) writeAttributes(atom[0], first);
    return;
  }
  remove(element, from, to);
  let at = from;
  for (const node of put) {
    if (node.isText) putText(element, at, node);
    else putAtom(element, at, node);
    at += node.nodeSize;
  }
}

/** A run that is emptied stays: somebody else may be typing into it. */
function remove(element: Y.XmlElement, from: number, to: number): void {
  for (const [child, at] of placesOf(element)) {
    const start = Math.max(from - at, 0);
    const end = Math.min(to - at, lengthOf(child));
    if (start >= end) continue;
    if (child instanceof Y.XmlText) child.delete(start, end - start);
    else element.delete(element.toArray().indexOf(child));
  }
}

/** The run of text that ends at an offset, goes over it or begins there, with its index; without one, the index for one. */
function spotAt(element: Y.XmlElement, offset: number): { index: number; run: Y.XmlText | null; at: number } {
  for (const [index, [child, at]] of placesOf(element).entries()) {
    if (child instanceof Y.XmlText && offset <= at + child.length)
      return { index, run: child, at: offset - at };
    if (offset <= at) return { index, run: null, at: 0 };
  }
  return { index: element.length, run: null, at: 0 };
}

function putText(element: Y.XmlElement, offset: number, node: Node): void {
  const { index, run, at } = spotAt(element, offset);
  if (run) run.insert(at, node.text ?? '', attributesOf(node.marks));
  else element.insert(index, [newRun([stretchOf(node)])]);
}

function putAtom(element: Y.XmlElement, offset: number, node: Node): void {
  const { index, run, at } = spotAt(element, offset);
  const atom = newElement(node);
  if (!run || at === 0) {
    element.insert(index, [atom]);
    return;
  }
  const rest = cutOff(stretchesOf(run), at);
  run.delete(at, run.length - at);
  element.insert(index + 1, rest.length === 0 ? [atom] : [atom, newRun(rest)]);
}

/** The stretches from a place on. */
function cutOff(stretches: readonly Stretch[], from: number): Stretch[] {
  let end = 0;
  return stretches.flatMap((stretch) => {
    const insert = stretch.insert.slice(Math.max(0, from - end));
    end += stretch.insert.length;
    return insert === '' ? [] : [{ ...stretch, insert }];
  });
}

function writeMarks(element: Y.XmlElement, node: Node): void {
  const none = Object.fromEntries(Object.keys(node.type.schema.marks).map((name) => [name, null]));
  for (const [child, at] of placesOf(element)) {
    if (!(child instanceof Y.XmlText) || child.length === 0) continue;
    const wanted = node.content.cut(at, at + child.length).content.map(stretchOf);
    if (equalityDeep(stretchesOf(child), wanted)) continue;
    child.applyDelta(
      wanted.map(({ insert, attributes }) => ({
        retain: insert.length,
        attributes: { ...none, ...attributes },
      })),
    );
  }
}
