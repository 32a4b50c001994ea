import * as Y from 'yjs';
import { newElement } from './binding/new-element.ts';
import { type Stretch, elementsOf, stretchesOf } from './binding/show-region.ts';
import type { Block, Inline, Mark, RegionText, TextRun } from './document.ts';
import { schema } from './schema.ts';

/** The name under which a section's live document is opened. */
export function documentName(sectionId: string): string {
  return `section:${sectionId}`;
}

/** The section id in a document's name, or null when the name has another form. */
export function sectionIdOf(name: string): string | null {
  return /^section:([0-9a-f]{24})$/.exec(name)?.[1] ?? null;
}

/**
 * Reads a region's text from a live document without touching it, spelled as the schema spells it: every attribute,
 * and runs of text that stand side by side as one. Unknown content comes through as it stands.
 */
export function readRegion(ydoc: Y.Doc, region: string): RegionText {
  return { type: 'doc', content: elementsOf(ydoc.getXmlFragment(region)).map(readElement) as Block[] };
}

/** What any element may read as; the rules of the live document let in nothing else than {@link Block} and Inline. */
interface AnyNode {
  type: string;
  attrs?: Record<string, unknown>;
  content?: Inline[];
}

function readElement(element: Y.XmlElement): AnyNode {
  const set = element.getAttributes() as Record<string, unknown>;
  const attrs = { ...defaultsOf(element.nodeName), ...set };
  const content = element.toArray().flatMap(readChild).reduce<Inline[]>(joined, []);
  return {
    type: element.nodeName,
    ...(Object.keys(attrs).length > 0 && { attrs }),
    ...(content.length > 0 && { content }),
  };
}

function defaultsOf(type: string): Record<string, unknown> {
  const specs = Object.entries(schema.nodes[type]?.spec.attrs ?? {});
  return Object.fromEntries(specs.map(([name, spec]): [string, unknown] => [name, spec.default]));
}

function readChild(child: Y.XmlElement | Y.XmlText | Y.XmlHook): Inline[] {
  if (child instanceof Y.XmlText) return stretchesOf(child).map(readStretch);
  return child instanceof Y.XmlElement ? [readElement(child) as Inline] : [];
}

function readStretch({ insert, attributes = {} }: Stretch): TextRun {
  const marks = Object.entries(attributes).map(([type, attrs]) =>
    Object.keys(attrs as object).length > 0 ? { type, attrs } : { type },
  );
  return { type: 'text', text: insert, ...(marks.length > 0 && { marks: marks as Mark[] }) };
}

function joined(line: Inline[], next: Inline): Inline[] {
  const last = line.at(-1);
  const isOne = last?.type === 'text' && next.type === 'text' && isSameLook(last, next);
  return isOne ? [...line.slice(0, -1), { ...last, text: last.text + next.text }] : [...line, next];
}

function isSameLook(one: TextRun, other: TextRun): boolean {
  return JSON.stringify(one.marks) === JSON.stringify(other.marks);
}

/** Writes a region's first text into an empty live document. Refuses (RangeError) text that does not fit the schema. */
export function fillRegion(ydoc: Y.Doc, region: string, text: RegionText): void {
  const fragment = ydoc.getXmlFragment(region);
  if (fragment.length > 0) throw new RangeError(`Region ${region} already has text`);
  const doc = schema.nodeFromJSON(text);
  doc.check();
  fragment.insert(0, doc.children.map(newElement));
}
