import type { Framework } from '../../frameworks/contract.ts';
import type { HeadingBlock, SourceBlock, TableBlock, TextBlock } from '../reading/blocks.ts';
import { dropStart, wordsOf } from '../reading/inline.ts';
import { matchSide } from './match.ts';

/** Bullets that people type themselves, in the order of depth in which Word offers them. */
const typedBullet = /^([•●■▪◆➢✓·‣]|[◦○]|[-–—*])\s+/;

/** Makes typed bullets real ones, and takes apart tables that only serve to lay out the page. */
export function prepare(blocks: readonly SourceBlock[], framework: Framework): SourceBlock[] {
  return blocks
    .flatMap((block) => (block.kind === 'table' ? unlaid(block, framework) : [block]))
    .map((block) => (block.kind === 'text' ? withTypedBullet(block) : block));
}

function withTypedBullet(block: TextBlock): TextBlock {
  const found = block.list ? null : typedBullet.exec(wordsOf(block.content));
  if (!found) return block;
  const level = /[◦○–—]/.test(found[1] ?? '') ? 1 : 0;
  return { ...block, list: { level, ordered: false }, content: dropStart(block.content, found[0].length) };
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
