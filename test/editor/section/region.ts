import type { Node } from '@tiptap/pm/model';
import { type Command, EditorState, TextSelection } from '@tiptap/pm/state';
import { schema } from '../../../editor/schema/schema.ts';

/** A region in short: `# Theme`, `Claim`, `- Sub-point`, `> Paragraph`, `>- Bullet`; `|` is the caret, two of them a selection. */
export function region(...lines: string[]): EditorState {
  const carets: number[] = [];
  let pos = 0;
  const blocks = lines.map((line, index) => {
    const block = blockOf(line.replaceAll('|', ''), index);
    const words = wordsOf(line);
    for (let at = words.indexOf('|'); at >= 0; at = words.indexOf('|', at + 1)) {
      const earlierHere = carets.filter((caret) => caret > pos).length;
      carets.push(pos + 1 + at - earlierHere);
    }
    pos += block.nodeSize;
    return block;
  });
  const doc = schema.node('doc', null, blocks);
  const [anchor = 1, head = anchor] = carets;
  const state = EditorState.create({ doc });
  return blocks.length === 0
    ? state
    : state.apply(state.tr.setSelection(TextSelection.create(doc, anchor, head)));
}

/** The id that `region` gives the block in a line, counted from 0. */
export function idAt(index: number): string {
  return `block${String(index).padStart(7, '0')}`;
}

function wordsOf(line: string): string {
  return line.replace(/^(# |- |>- |> )/, '');
}

function blockOf(line: string, index: number): Node {
  const words = wordsOf(line);
  const content = words === '' ? [] : [schema.text(words)];
  if (line.startsWith('# ')) return schema.node('theme', { id: idAt(index) }, content);
  if (line.startsWith('>- ')) return schema.node('paragraph', { bullet: true }, content);
  if (line.startsWith('> ')) return schema.node('paragraph', { bullet: false }, content);
  return schema.node('claim', { id: idAt(index), level: line.startsWith('- ') ? 1 : 0 }, content);
}

/** The region in short again, with the caret. */
export function inShort({ doc, selection }: EditorState): string[] {
  const lines: string[] = [];
  doc.forEach((node, pos) => {
    const at = selection.empty && selection.from > pos && selection.from < pos + node.nodeSize;
    const offset = selection.from - pos - 1;
    const words = at
      ? `${node.textContent.slice(0, offset)}|${node.textContent.slice(offset)}`
      : node.textContent;
    lines.push(`${signOf(node)}${words}`);
  });
  return lines;
}

function signOf(node: Node): string {
  if (node.type.name === 'theme') return '# ';
  if (node.type.name === 'paragraph') return node.attrs['bullet'] === true ? '>- ' : '> ';
  return node.attrs['level'] === 1 ? '- ' : '';
}

/** The state after a command; the same state when it did nothing. */
export function after(state: EditorState, command: Command): EditorState {
  let next = state;
  command(state, (tr) => {
    next = state.apply(tr);
  });
  return next;
}

/** The permanent ids of a region's blocks, '' for a paragraph. */
export function ids({ doc }: EditorState): string[] {
  const found: string[] = [];
  doc.forEach((node) => found.push(String(node.attrs['id'] ?? '')));
  return found;
}
