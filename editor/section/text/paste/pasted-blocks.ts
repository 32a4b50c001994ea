import { type Block, type Inline, plainText } from '../../../schema/document.ts';
import type { PastedLine } from './pasted-lines.ts';

/** Pasted lines as blocks of a side: claims with their sub-points, and themes. Ids are given when they are inserted. */
export function sideBlocks(lines: readonly PastedLine[]): Block[] {
  const blocks: Block[] = [];
  for (const line of lines) {
    if (line.kind === 'heading') {
      blocks.push({ type: 'theme', attrs: { id: '' }, content: bare(line.content) });
    } else {
      const isUnder = line.kind === 'item' && line.depth > 1 && blocks.at(-1)?.type === 'claim';
      blocks.push({ type: 'claim', attrs: { id: '', level: isUnder ? 1 : 0 }, content: line.content });
    }
  }
  return blocks;
}

/** Pasted lines as prose: paragraphs and bullets; a heading becomes a bold paragraph. */
export function proseBlocks(lines: readonly PastedLine[]): Block[] {
  return lines.map((line) => ({
    type: 'paragraph',
    attrs: { bullet: line.kind === 'item' },
    content: line.kind === 'heading' ? bold(line.content) : line.content,
  }));
}

/** A heading holds words only. */
function bare(content: readonly Inline[]): Inline[] {
  return [{ type: 'text', text: plainText(content) }];
}

function bold(content: readonly Inline[]): Inline[] {
  return content.map((inline) =>
    inline.type === 'text'
      ? {
          ...inline,
          marks: [...(inline.marks ?? []).filter((mark) => mark.type !== 'bold'), { type: 'bold' }],
        }
      : inline,
  );
}
