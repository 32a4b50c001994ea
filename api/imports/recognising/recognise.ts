import type { Framework } from '../../frameworks/contract.ts';
import type { Proposal, ProposedBlock } from '../contract.ts';
import type { HeadingBlock, SourceBlock, SourceDocument, TableBlock, TextBlock } from '../reading/blocks.ts';
import { wordsOf } from '../reading/inline.ts';
import { countsOf } from './counts.ts';
import { Draft } from './draft.ts';
import { inferHeadings } from './headings.ts';
import { type Role, rolesOf } from './outline.ts';
import { prepare } from './prepare.ts';
import { matchJudgement, matchSide } from './match.ts';
import { isRecommendations, readRecommendations } from './recommendations.ts';
import { proposeSources } from './sources.ts';
import { plainWords } from './words.ts';

/**
 * Makes a proposal of what a reader found: chapters, sections by judgement and side, recommendations, sources.
 * Every word of the document is in the proposal, placed or listed under `unplaced` with the reason.
 */
export function recognise(document: SourceDocument, framework: Framework, filename: string): Proposal {
  const { title, blocks } = titledBlocks(document, framework);
  const roles = rolesOf(blocks, framework);
  const draft = new Draft(framework);
  const before: TextBlock[] = [];
  blocks.forEach((block, index) => {
    if (block.kind === 'heading') {
      settleBefore(draft, before);
      takeHeading(draft, block, roles.get(index));
    } else if (block.kind === 'table') takeTable(draft, block);
    else if (block.kind === 'aside') draft.list(block.as, block);
    else if (!takeText(draft, block)) before.push(block);
  });
  settleBefore(draft, before);
  dissolveEmptyChapters(draft);
  settleSides(draft, framework);
  const named = title === '' ? filename.replace(/\.[a-z0-9]+$/i, '') : title;
  return proposalOf(draft, { document, blocks, framework, filename, title: named });
}

const withoutNumbers =
  'The file has numbered lists. Their items were taken over as a plain list, without the numbers.';

function proposalOf(
  draft: Draft,
  from: {
    document: SourceDocument;
    blocks: readonly SourceBlock[];
    framework: Framework;
    filename: string;
    title: string;
  },
): Proposal {
  const { chapters, sections, recommendations } = draft;
  const claims = sections
    .flatMap(({ sides }) => sides.flatMap(({ blocks }) => blocks))
    .filter(({ kind }) => kind === 'claim' || kind === 'sub-point');
  const nothing = `No heading of this file was recognised as a judgement of ${from.framework.shortTitle}. Check that this is the right framework.`;
  const numbered = from.blocks.some((block) => block.kind === 'text' && block.list?.ordered === true);
  const proposal = {
    filename: from.filename,
    title: from.title,
    framework: from.framework.id,
    chapters,
    sections,
    recommendations,
    proposedSources: proposeSources(claims),
    unplaced: [...draft.unplaced].sort((a, b) => a.origin - b.origin),
    remarks: [
      ...from.document.remarks,
      ...(numbered ? [withoutNumbers] : []),
      ...(sections.length === 0 ? [nothing] : []),
    ],
  };
  return { ...proposal, counts: countsOf(proposal) };
}

/** Settles the title: as the file marks it, as it was found on the way, or its one highest heading at the start. */
function titledBlocks(
  document: SourceDocument,
  framework: Framework,
): { title: string; blocks: SourceBlock[] } {
  const prepared = prepare(document.blocks, framework);
  if (document.title !== '')
    return { title: document.title, blocks: inferHeadings(prepared, framework, false).blocks };
  const inferred = inferHeadings(prepared, framework, true);
  if (inferred.title !== '') return inferred;
  const headings = inferred.blocks.filter((block) => block.kind === 'heading');
  const [first, second] = headings;
  const alone = first && second && headings.slice(1).every(({ level }) => level > first.level);
  if (!alone || inferred.blocks[0] !== first || opensSection(first, second, framework)) return inferred;
  return { title: wordsOf(first.content), blocks: inferred.blocks.slice(1) };
}

/** A file of one section only: its one highest heading names the section, not the file. */
function opensSection(first: HeadingBlock, second: HeadingBlock, framework: Framework): boolean {
  const words = wordsOf(first.content);
  return matchJudgement(words, framework) !== null || matchSide(wordsOf(second.content), framework) !== null;
}

function takeHeading(draft: Draft, heading: HeadingBlock, role: Role | undefined): void {
  const { place } = draft;
  const inSection = place.kind === 'overview' || place.kind === 'side';
  const below = place.kind === 'side' && heading.level > place.sideLevel;
  if (role?.section && (!below || role.section.confirmed)) {
    draft.openSection(heading, role.section.judgement);
    if (role.side) draft.openSide(heading, role.side);
  } else if (role?.side && inSection && !below) draft.openSide(heading, role.side);
  else if (inSection && heading.level > place.level) takeInnerHeading(draft, heading);
  else if (place.kind === 'chapter' && heading.level > place.level) draft.add('theme', heading);
  else draft.openChapter(heading);
}

/** A heading inside a section: a theme on a side; beside the sides, a heading of the overview. */
function takeInnerHeading(draft: Draft, heading: HeadingBlock): void {
  const { place } = draft;
  if (place.kind === 'side' && heading.level <= place.sideLevel) {
    draft.place = { kind: 'overview', section: place.section, level: place.level };
  }
  draft.add('theme', heading);
}

function takeText(draft: Draft, block: TextBlock): boolean {
  if (!block.list) return draft.add('paragraph', block);
  return draft.add(draft.place.kind === 'side' ? 'claim' : 'bullet', block);
}

function takeTable(draft: Draft, table: TableBlock): void {
  const { place } = draft;
  const above =
    place.kind === 'chapter' ? [place.chapter.heading, ...place.chapter.blocks.map(({ text }) => text)] : [];
  if (!isRecommendations(table, above.slice(-3).join(' '))) {
    const text = table.rows.map((row) => row.map(cellText).join(' | ')).join('\n');
    const reason =
      'A table; the text of a self-assessment has no tables. Place it as paragraphs, or keep it as evidence';
    if (plainWords(text).length > 0) draft.list('table', { text, reason, origin: table.origin });
    return;
  }
  const { rows, header } = readRecommendations(table);
  draft.recommendations.push(...rows.map((row) => ({ key: draft.key('r'), ...row })));
  if (place.kind === 'chapter') draft.withRecommendations.add(place.chapter);
  if (header === '') return;
  const reason = 'The header of the recommendations table; Candour writes its own';
  draft.list('heading', { text: header, reason, origin: table.origin });
}

function cellText(cell: TableBlock['rows'][number][number]): string {
  return cell.blocks.map((block) => wordsOf(block.content)).join(' / ');
}

/** Text before the first heading: a chapter when it is more than a few lines of a cover. */
function settleBefore(draft: Draft, before: TextBlock[]): void {
  if (before.length === 0) return;
  const words = before.reduce((total, block) => total + plainWords(wordsOf(block.content)).length, 0);
  if (words >= 30) {
    draft.startChapter('Introduction', '', 1);
    for (const block of before) takeText(draft, block);
  } else {
    for (const block of before) {
      const reason = 'A line before the first heading';
      draft.list('text', { text: wordsOf(block.content), reason, origin: block.origin });
    }
  }
  before.length = 0;
}

/** Lists the headings of chapters in which nothing is left, such as the one above the recommendations. */
function dissolveEmptyChapters(draft: Draft): void {
  const empty = draft.chapters.filter(({ blocks }) => blocks.every(({ kind }) => kind === 'theme'));
  for (const chapter of empty) {
    draft.chapters.splice(draft.chapters.indexOf(chapter), 1);
    const origin = chapter.blocks[0]?.origin ?? 0;
    const reason = draft.withRecommendations.has(chapter)
      ? 'A heading above the recommendations table; Candour writes its own'
      : 'A heading with no text of its own below it';
    for (const text of [chapter.title, ...chapter.blocks.map((block) => block.text)]) {
      draft.list('heading', { text, reason, origin });
    }
  }
}

/** Settles which list items are claims and which are sub-points, and lists side headings the framework words otherwise. */
function settleSides(draft: Draft, framework: Framework): void {
  for (const { sides } of draft.sections) {
    for (const { side, heading, blocks } of sides) {
      const official = framework.sides.find(({ id }) => id === side)?.title ?? '';
      if (heading !== '') draft.listReplaced(heading, official, blocks[0]?.origin ?? 0);
      settleDepths(blocks, draft.depths);
    }
  }
}

function settleDepths(blocks: readonly ProposedBlock[], depths: ReadonlyMap<string, number>): void {
  const outermost = blocks.reduce((least, { key }) => Math.min(least, depths.get(key) ?? Infinity), Infinity);
  let claimAbove = false;
  for (const block of blocks) {
    if (block.kind === 'theme') claimAbove = false;
    if (block.kind !== 'claim') continue;
    if ((depths.get(block.key) ?? 0) > outermost && claimAbove) block.kind = 'sub-point';
    claimAbove = true;
  }
}
