import type { Doc } from 'yjs';
import { type Block, plainText } from '../../schema/document.ts';
import { readRegion } from '../../schema/ydoc.ts';

/** The whole text of a live document as plain text, to be copied somewhere safe. */
export function sectionAsPlainText(ydoc: Doc, regions: readonly { id: string; title: string }[]): string {
  return regions
    .map(({ id, title }) => [title, '', ...readRegion(ydoc, id).content.map(blockAsPlainText)].join('\n'))
    .join('\n\n');
}

function blockAsPlainText(block: Block): string {
  const words = plainText(block.content);
  if (block.type === 'theme') return `\n${words}`;
  if (block.type === 'claim') return block.attrs.level === 1 ? `    – ${words}` : `• ${words}`;
  return block.attrs.bullet ? `• ${words}` : words;
}
