import type { Framework } from '../../frameworks/contract.ts';
import type { HeadingBlock, SourceBlock, TableBlock, TextBlock } from '../reading/blocks.ts';
import { dropStart, wordsOf } from '../reading/inline.ts';
import { matchSide } from './match.ts';

/** Bullets that people type themselves, in the order of depth in which Word offers them. */
const typedBullet = /^([•●■▪◆➢✓·‣\uf0b7\uf0a7\uf0d8\uf0fc]|[◦○]|[-–—*])\s+/;

/** The letter that Word's second bullet leaves behind when a list is turned into typing. */
const letterBullet = /^o\s+(?=\S)/;
/** Half a centimetre: an item set in by this much more than its neighbours is below them. */
const deeper = 283;

/**
 * Makes typed bullets real ones, tells list levels by indent where the file gives every item the same level, and
 * takes apart tables that only serve to lay out the page.
 */
export function prepare(blocks: readonly SourceBlock[], framework: Framework): SourceBlock[] {
  const unlaidBlocks = blocks.flatMap((block) =>
    block.kind === 'table' ? unlaid(block, framework) : [block],
  );
  let listed = false;
  let base = Infinity;
  return unlaidBlocks.map((block) => {
    const item = block.kind === 'text' ? withTypedBullet(block, listed) : block;
    listed = item.kind === 'text' && item.list !== null;
    if (item.kind !== 'text' || !item.list) {
      base = Infinity;
      return item;
    }
    base = Math.min(base, item.list.indent);
    const level = item.list.level === 0 && item.list.indent - base >= deeper ? 1 : item.list.level;
    return { ...item, list: { ...item.list, level } };
  });
}

function withTypedBullet(block: TextBlock, afterItem: boolean): TextBlock {
  const words = wordsOf(block.content);
  const found = block.list
    ? null
    : (typedBullet.exec(words) ?? (afterItem ? letterBullet.exec(words) : null));
  if (!found) return block;
  const level = /[◦○–—o]/.test(found[0]) ? 1 : 0;
  return {
    ...block,
    list: { level, ordered: false, indent: 0 },
    content: dropStart(block.content, found[0].length),
  };
}

function unlaid(table: TableBlock, framework: Framework): SourceBlock[] {
  const wide = Math.max(...table.rows.map((row) => row.length));
  if (wide <= 1) return table.rows.flatMap((row) => row.flatMap((cell) => cell.blocks));
  const header = table.rows.findIndex((row) => sidesIn(row, framework) >= 2);
  if (header >= 0) return byColumn(table, header);
  const hasHeadings = table.rows.some((row) =>
    row.some((cell) => cell.blocks.some((block) => block.kind === 'heading')),
  );
  return hasHeadings ? table.rows.flatMap((row) => row.flatMap((cell) => cell.blocks)) : [table];
}

function sidesIn(row: TableBlock['rows'][number], framework: Framework): number {
  const found = row.map((cell) =>
    matchSide(cell.blocks.map((block) => wordsOf(block.content)).join(' '), framework),
  );
  return new Set(found.filter((side) => side !== null)).size;
}

/** Sides set beside each other in columns: everything of the first, then everything of the second. */
function byColumn(table: TableBlock, header: number): (HeadingBlock | TextBlock)[] {
  const above = table.rows.slice(0, header).flatMap((row) => row.flatMap((cell) => cell.blocks));
  const columns = table.rows[header] ?? [];
  return [
    ...above,
    ...columns.flatMap((_, column) => table.rows.slice(header).flatMap((row) => row[column]?.blocks ?? [])),
  ];
}
