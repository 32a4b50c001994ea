import type { Framework } from '../../frameworks/contract.ts';
import type { HeadingBlock, SourceBlock, TextBlock } from '../reading/blocks.ts';
import { wordsOf } from '../reading/inline.ts';
import { matchJudgement, matchSide } from './match.ts';
import { isRecommendations } from './recommendations.ts';
import { leadingNumber, plainWords } from './words.ts';

/** Levels given to headings that the file does not mark: judgement or chapter, side or part, theme. */
const level = { top: 1, side: 2, theme: 3 } as const;
/** Deeper than anything a file marks, for a bold line among marked headings. */
const boldLine = 9;

interface Reading {
  framework: Framework;
  blocks: readonly SourceBlock[];
  /** Points of size that most text has. */
  usual: number;
  place: 'front' | 'overview' | 'side' | 'back';
  title: string;
  untitled: boolean;
}

/**
 * Finds headings that the file does not mark. A file without usable heading styles is read by what its lines say and
 * how they look; in one with styles only sides and bold short lines are added. Looks for the title when `untitled`.
 */
export function inferHeadings(
  blocks: readonly SourceBlock[],
  framework: Framework,
  untitled: boolean,
): { blocks: SourceBlock[]; title: string } {
  const marked = blocks.some(
    (block) =>
      block.kind === 'heading' &&
      (matchSide(wordsOf(block.content), framework) ?? matchJudgement(wordsOf(block.content), framework)),
  );
  const reading: Reading = {
    framework,
    blocks,
    usual: usualSize(blocks),
    place: 'front',
    title: '',
    untitled,
  };
  const read = marked ? inMarked : inUnmarked;
  const result = blocks.flatMap((block, index) => {
    const found = block.kind === 'text' ? read(reading, block, index) : levelOf(reading, block);
    if (found === 'title') return [];
    return found === null || block.kind !== 'text' ? [block] : [asHeading(block, found)];
  });
  return { blocks: result, title: reading.title };
}

function asHeading(block: TextBlock, at: number): HeadingBlock {
  return { kind: 'heading', origin: block.origin, level: at, content: block.content };
}

/** Keeps track of where a marked heading leads, in a file that marks only some. */
function levelOf(reading: Reading, block: SourceBlock): null {
  if (block.kind === 'heading') enter(reading, wordsOf(block.content));
  return null;
}

function enter(reading: Reading, words: string): void {
  if (matchSide(words, reading.framework)) reading.place = 'side';
  else if (matchJudgement(words, reading.framework)?.strength === 'strong') reading.place = 'overview';
  else if (isAppendix(words)) reading.place = 'back';
}

function inMarked(reading: Reading, block: TextBlock, index: number): number | null {
  const words = wordsOf(block.content);
  if (block.list || !isShort(words, 14)) return null;
  if (reading.place !== 'front' && isWholeSide(words, reading.framework)) return boldLine - 1;
  return block.look.bold && isFollowed(reading, index) ? boldLine : null;
}

function inUnmarked(reading: Reading, block: TextBlock, index: number): number | 'title' | null {
  const words = wordsOf(block.content);
  if (isTitle(reading, block, index)) {
    reading.title = words;
    return 'title';
  }
  if (block.list && !(block.list.ordered && (block.look.bold || isAlone(reading, index)))) return null;
  const said = bySaying(reading, words);
  if (said !== null) return said;
  return byLooks(reading, block, index);
}

/** A heading by what it says, wherever it stands. */
function bySaying(reading: Reading, words: string): number | null {
  const { framework } = reading;
  if (!isShort(words, 40)) return null;
  if (isWholeSide(words, framework)) return at(reading, 'side', level.side);
  if (matchJudgement(words, framework)?.strength === 'strong') return at(reading, 'overview', level.top);
  if (isAppendix(words)) return at(reading, 'back', level.top);
  return null;
}

/** A heading by its number, its type, or its place right above a list or table. */
function byLooks(reading: Reading, block: TextBlock, index: number): number | null {
  const words = wordsOf(block.content);
  const next = reading.blocks[index + 1];
  if (next?.kind === 'table' && isRecommendations(next, words) && isShort(words, 30)) return level.side;
  if (!isShort(words, 12) || /[.;,]$/.test(words) || !isFollowed(reading, index)) return null;
  const number = leadingNumber(words);
  const numbered = block.list?.level === 0 || /^\d{1,2}[.)]?\s+$/.test(number);
  if (numbered && reading.place !== 'side') return level.top;
  const outer = reading.place === 'front' ? level.top : level.side;
  if (number !== '' || stands(reading, block, words)) return reading.place === 'side' ? level.theme : outer;
  if (reading.place !== 'side' || /[:?]$/.test(words) || plainWords(words).length > 8) return null;
  return next?.kind === 'text' && next.list ? level.theme : null;
}

function at(reading: Reading, place: Reading['place'], found: number): number {
  reading.place = place;
  return found;
}

function stands(reading: Reading, { look }: TextBlock, words: string): boolean {
  const capitals = words === words.toUpperCase() && /[A-Z]{4}/.test(words);
  return look.bold || capitals || (reading.usual > 0 && look.size > reading.usual + 1);
}

function isTitle(reading: Reading, block: TextBlock, index: number): boolean {
  if (!reading.untitled || index > 0 || block.list) return false;
  const words = wordsOf(block.content);
  const next = reading.blocks[1];
  const big = next?.kind === 'text' && block.look.size > next.look.size;
  return isShort(words, 20) && (big || /\bself[- ]?(assessment|evaluation)\b/i.test(words));
}

function isWholeSide(words: string, framework: Framework): boolean {
  return words.split(/\s+/).length <= 14 && !/[.;]$/.test(words) && matchSide(words, framework) !== null;
}

function isAppendix(words: string): boolean {
  return /^(appendix|annex)\b/i.test(words) && isShort(words, 20);
}

function isShort(words: string, most: number): boolean {
  const count = plainWords(words).length;
  return count > 0 && count <= most;
}

/** True for a list item without neighbours: a number that a heading was given, not a list. */
function isAlone({ blocks }: Reading, index: number): boolean {
  return [blocks[index - 1], blocks[index + 1]].every(
    (block) => block?.kind !== 'text' || block.list?.ordered !== true,
  );
}

function isFollowed(reading: Reading, index: number): boolean {
  const next = reading.blocks[index + 1];
  return next !== undefined && next.kind !== 'aside';
}

function usualSize(blocks: readonly SourceBlock[]): number {
  const letters = new Map<number, number>();
  for (const block of blocks) {
    if (block.kind !== 'text' || block.look.size === 0) continue;
    const { size } = block.look;
    letters.set(size, (letters.get(size) ?? 0) + wordsOf(block.content).length);
  }
  return [...letters].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 0;
}
