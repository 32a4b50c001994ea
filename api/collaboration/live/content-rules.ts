/**
 * What may stand in a section's document, checked item by item as it arrives. A page that meets a node, mark or
 * attribute it does not know deletes it for everyone, so nothing unknown is ever let in.
 */
import type { AttributeSpec, NodeType } from '@tiptap/pm/model';
import * as Y from 'yjs';
import { schema } from '../../../editor/schema/schema.ts';

/** What is wrong with a new item of a document, or null. `regions` names the fragments the document may have. */
export function problemOf(item: Y.Item, regions: ReadonlySet<string>): string | null {
  const { parent, parentSub, content } = item;
  if (content instanceof Y.ContentDeleted) return null;
  if (!(parent instanceof Y.AbstractType)) return 'an item without a parent';
  if (parent._item === null) return rootProblem(Y.findRootTypeKey(parent), regions, item);
  if (parent instanceof Y.XmlElement)
    return parentSub === null
      ? childProblem(nodeType(parent), content)
      : attributeProblem(nodeType(parent)?.spec.attrs?.[parentSub], parentSub, content);
  return parent instanceof Y.XmlText && parentSub === null
    ? textProblem(textHolder(parent), content)
    : 'an item in a place that has no content';
}

function rootProblem(name: string, regions: ReadonlySet<string>, item: Y.Item): string | null {
  if (!regions.has(name)) return `an unknown region ${name.slice(0, 40)}`;
  const type = typeIn(item.content);
  const isBlock = type instanceof Y.XmlElement && nodeType(type)?.isInGroup('block') === true;
  return item.parentSub === null && isBlock ? null : 'something that is not a block of text';
}

function childProblem(holder: NodeType | undefined, content: unknown): string | null {
  const type = typeIn(content);
  const child = type instanceof Y.XmlText ? schema.nodes['text'] : nodeType(type);
  if (!holder || !child) return 'an unknown node';
  return holder.contentMatch.matchType(child) ? null : `a ${child.name} inside a ${holder.name}`;
}

function attributeProblem(spec: AttributeSpec | undefined, name: string, content: unknown): string | null {
  if (!spec) return `an unknown attribute ${name.slice(0, 40)}`;
  const values: unknown[] = content instanceof Y.ContentAny ? content.arr : [];
  if (values.length !== 1) return `an attribute ${name} that is not one value`;
  return valueProblem(spec, name, values[0]);
}

function textProblem(holder: NodeType | undefined, content: unknown): string | null {
  if (!holder) return 'text in an unknown node';
  if (content instanceof Y.ContentString) return null;
  if (content instanceof Y.ContentFormat) return markProblem(holder, content.key, content.value);
  return 'something in a text that is not text';
}

function markProblem(holder: NodeType, name: string, value: unknown): string | null {
  const mark = schema.marks[name];
  if (!mark || !holder.allowsMarkType(mark)) return `a mark ${name.slice(0, 40)} in a ${holder.name}`;
  if (value === null) return null;
  if (typeof value !== 'object' || Array.isArray(value)) return `a mark ${name} that is not an object`;
  const specs: Record<string, AttributeSpec> = mark.spec.attrs ?? {};
  for (const [key, one] of Object.entries(value)) {
    const spec = Object.hasOwn(specs, key) ? specs[key] : undefined;
    const problem = spec
      ? valueProblem(spec, key, one)
      : `an unknown attribute ${key.slice(0, 40)} of ${name}`;
    if (problem !== null) return problem;
  }
  return Object.keys(specs).every((key) => Object.hasOwn(value, key))
    ? null
    : `a ${name} without its attributes`;
}

function valueProblem({ validate }: AttributeSpec, name: string, value: unknown): string | null {
  if (typeof validate === 'string')
    return validate.split('|').includes(value === null ? 'null' : typeof value) ? null : `a wrong ${name}`;
  try {
    validate?.(value);
    return null;
  } catch {
    return `a wrong ${name}`;
  }
}

function nodeType(type: unknown): NodeType | undefined {
  return type instanceof Y.XmlElement && Object.hasOwn(schema.nodes, type.nodeName)
    ? schema.nodes[type.nodeName]
    : undefined;
}

function textHolder(text: Y.XmlText): NodeType | undefined {
  return nodeType(text.parent);
}

function typeIn(content: unknown): unknown {
  return content instanceof Y.ContentType ? content.type : null;
}
