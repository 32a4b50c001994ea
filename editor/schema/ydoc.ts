import { prosemirrorJSONToYXmlFragment, yXmlFragmentToProsemirrorJSON } from '@tiptap/y-tiptap';
import type * as Y from 'yjs';
import type { Block, Inline, RegionText } from './document.ts';
import { schema } from './schema.ts';

/** The name under which a section's live document is opened. */
export function documentName(sectionId: string): string {
  return `section:${sectionId}`;
}

/** The section id in a document's name, or null when the name has another form. */
export function sectionIdOf(name: string): string | null {
  return /^section:([0-9a-f]{24})$/.exec(name)?.[1] ?? null;
}

/** Reads a region's text from a live document without touching it. Unknown content comes through as it stands. */
export function readRegion(ydoc: Y.Doc, region: string): RegionText {
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- its replacement deletes what it cannot build from the live document
  const { content } = yXmlFragmentToProsemirrorJSON(ydoc.getXmlFragment(region)) as Partial<RegionText>;
  return { type: 'doc', content: (content ?? []).map(canonicalBlock) };
}

/**
 * A live document leaves out attributes that were never set and spells `bold` with empty ones; the schema's own JSON,
 * and so ours, is the other way round.
 */
function canonicalBlock(block: Block): Block {
  const whole = withDefaults(block);
  return whole.content ? { ...whole, content: whole.content.map(canonicalInline) } : whole;
}

function canonicalInline(inline: Inline): Inline {
  if (inline.type !== 'text') return withDefaults(inline);
  if (!inline.marks) return inline;
  const marks = inline.marks.map((mark) => (mark.type === 'link' ? mark : { type: mark.type }));
  return { ...inline, marks };
}

function withDefaults<Node extends Block | Inline>(node: Node): Node {
  const specs = Object.entries(schema.nodes[node.type]?.spec.attrs ?? {});
  if (specs.length === 0) return node;
  const defaults = Object.fromEntries(specs.map(([name, spec]): [string, unknown] => [name, spec.default]));
  return { ...node, attrs: { ...defaults, ...('attrs' in node ? node.attrs : {}) } };
}

/**
 * Writes a region's first text into an empty live document; a line that ends in a citation gets a space after it.
 * Refuses (RangeError) text that does not fit the schema.
 */
export function fillRegion(ydoc: Y.Doc, region: string, text: RegionText): void {
  const fragment = ydoc.getXmlFragment(region);
  if (fragment.length > 0) throw new RangeError(`Region ${region} already has text`);
  schema.nodeFromJSON(text).check();
  prosemirrorJSONToYXmlFragment(schema, { ...text, content: text.content.map(withRoomAtTheEnd) }, fragment);
}

/**
 * After a citation there is no run of text yet. Two people who begin to type there at the same moment would each make
 * one, and the binding then joins the two runs on both pages and doubles the words: so there is always one to type in.
 */
function withRoomAtTheEnd(block: Block): Block {
  const last = block.content?.at(-1);
  if (block.type === 'theme' || last?.type !== 'citation') return block;
  return { ...block, content: [...(block.content ?? []), { type: 'text', text: ' ' }] };
}
