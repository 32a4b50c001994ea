import type { Framework } from '../frameworks/contract.ts';
import { InvalidInput } from '../http/errors.ts';
import type { Correction, Proposal, ProposedBlock, ProposedSource, UnplacedItem } from './contract.ts';
import {
  asKind,
  found,
  freshKey,
  listBlocks,
  listReplacedHeading,
  listUnplaced,
  originOf,
  putIn,
  spotIn,
  spotOf,
  takeOut,
} from './placing.ts';
import { blocksOf, countsOf } from './recognising/counts.ts';

type Of<Kind extends Correction['kind']> = Extract<Correction, { kind: Kind }>;
type Appliers = {
  [Kind in Correction['kind']]: (proposal: Proposal, correction: Of<Kind>, framework: Framework) => void;
};

const leftOut = 'Left out in the review';

/**
 * A proposal with a person's corrections, applied in order; the proposal given is not changed. No word is lost: what is
 * left out, dropped or replaced is listed under `unplaced`. Throws InvalidInput for a correction that does not fit.
 */
export function applyCorrections(
  proposal: Proposal,
  corrections: readonly Correction[],
  framework: Framework,
): Proposal {
  const corrected = structuredClone(proposal);
  for (const correction of corrections) applyOne(corrected, correction, framework);
  for (const { sides } of corrected.sections) for (const { blocks } of sides) settleSubPoints(blocks);
  forgetGoneMentions(corrected);
  corrected.unplaced.sort((a, b) => a.origin - b.origin);
  return { ...corrected, counts: countsOf(corrected) };
}

function applyOne<Kind extends Correction['kind']>(
  proposal: Proposal,
  correction: Of<Kind>,
  framework: Framework,
): void {
  const apply = appliers[correction.kind];
  apply(proposal, correction, framework);
}

const appliers: Appliers = {
  title: (proposal, { title }) => {
    const fromName = proposal.filename.startsWith(proposal.title);
    if (!fromName) listReplacedHeading(proposal, proposal.title, title, 0);
    proposal.title = title;
  },
  section: settleJudgement,
  'drop-section': dropSection,
  block: (proposal, { block, as }) => {
    const { blocks, onSide } = spotOf(proposal, block);
    if (!onSide && (as === 'claim' || as === 'sub-point')) {
      throw new InvalidInput('A claim stands on a side of a section. Move the text there first.');
    }
    const at = blocks.findIndex(({ key }) => key === block);
    blocks[at] = asKind(found(blocks[at]), as);
  },
  'move-block': (proposal, { block, section, region }) => {
    const target = spotIn(proposal, section, region);
    putIn(target, takeOut(spotOf(proposal, block).blocks, block));
  },
  'leave-out-block': (proposal, { block }) => {
    listBlocks(proposal, takeOut(spotOf(proposal, block).blocks, block), leftOut);
  },
  place: (proposal, { item, section, region, as }) => {
    const target = spotIn(proposal, section, region);
    putIn(target, blocksFrom(proposal, takeItem(proposal, item), as));
  },
  'place-in-chapter': (proposal, { item, chapter }) => {
    const { blocks } = chapterOf(proposal, chapter);
    putIn({ blocks, onSide: false }, blocksFrom(proposal, takeItem(proposal, item), 'paragraph'));
  },
  'place-as-chapter': placeAsChapter,
  'leave-out-item': (proposal, { item }) => {
    found(proposal.unplaced.find(({ key }) => key === item)).reason = leftOut;
  },
  chapter: (proposal, correction) => {
    const chapter = chapterOf(proposal, correction.chapter);
    listReplacedHeading(proposal, chapter.title, correction.title, chapter.blocks[0]?.origin ?? 0);
    chapter.title = correction.title;
  },
  'leave-out-chapter': (proposal, correction) => {
    const chapter = chapterOf(proposal, correction.chapter);
    proposal.chapters = proposal.chapters.filter((one) => one !== chapter);
    const origin = chapter.blocks[0]?.origin ?? 0;
    if (chapter.heading !== '') {
      listUnplaced(proposal, { kind: 'heading', text: chapter.title, reason: leftOut, origin });
    }
    listBlocks(proposal, chapter.blocks, leftOut);
  },
  recommendation: (proposal, { recommendation, text, position, progress }) => {
    const row = found(proposal.recommendations.find(({ key }) => key === recommendation));
    const inferred = row.inferred && progress === row.progress;
    Object.assign(row, { recommendation: text, position, progress, inferred, hint: null });
  },
  'leave-out-recommendation': (proposal, { recommendation }) => {
    const row = found(proposal.recommendations.find(({ key }) => key === recommendation));
    proposal.recommendations = proposal.recommendations.filter((one) => one !== row);
    const text = [row.recommendation, row.position, row.progress].filter((part) => part !== '').join('\n');
    listUnplaced(proposal, { kind: 'text', text, reason: leftOut, origin: 0 });
  },
  source: (proposal, { source, title, sourceBody, type, date }) => {
    const proposed = sourceOf(proposal, source);
    proposed.source = title ?? proposed.source;
    proposed.sourceBody = sourceBody ?? proposed.sourceBody;
    proposed.type = type ?? proposed.type;
    if (date !== undefined) proposed.date = date;
  },
  'merge-sources': (proposal, { source, into }) => {
    const merged = sourceOf(proposal, source);
    const target = sourceOf(proposal, into);
    if (merged === target) throw new InvalidInput('Choose two different sources to join.');
    const known = new Set(target.claims.map(({ claimKey, page }) => `${claimKey} ${page}`));
    target.claims.push(...merged.claims.filter(({ claimKey, page }) => !known.has(`${claimKey} ${page}`)));
    proposal.proposedSources = proposal.proposedSources.filter((one) => one !== merged);
  },
  'leave-out-source': (proposal, { source }) => {
    sourceOf(proposal, source).accept = false;
  },
};

/** Gives a section its judgement; a section that has it already takes in the other's text. */
function settleJudgement(
  proposal: Proposal,
  { section, judgement }: Of<'section'>,
  framework: Framework,
): void {
  const named = found(proposal.sections.find(({ key }) => key === section));
  const official = framework.judgements.find(({ id }) => id === judgement);
  if (!official?.section) throw new InvalidInput('This framework has no such section. Choose another one.');
  listReplacedHeading(proposal, named.heading, official.title, originOf(named));
  const other = proposal.sections.find((one) => one !== named && one.judgement === judgement);
  named.judgement = judgement;
  if (!other) return;
  proposal.sections = proposal.sections.filter((one) => one !== named);
  other.overview.push(...named.overview);
  for (const { side, blocks } of named.sides)
    other.sides.find((one) => one.side === side)?.blocks.push(...blocks);
}

function dropSection(proposal: Proposal, { section }: Of<'drop-section'>): void {
  const dropped = found(proposal.sections.find(({ key }) => key === section));
  proposal.sections = proposal.sections.filter((one) => one !== dropped);
  const origin = originOf(dropped);
  const reason = `From the section “${dropped.heading}”, which was not taken over`;
  for (const heading of [dropped.heading, ...dropped.sides.map((side) => side.heading)]) {
    const listed = proposal.unplaced.some(({ kind, text }) => kind === 'heading' && text === heading);
    if (!listed) listUnplaced(proposal, { kind: 'heading', text: heading, reason, origin });
  }
  listBlocks(proposal, [...dropped.overview, ...dropped.sides.flatMap(({ blocks }) => blocks)], reason);
}

function placeAsChapter(proposal: Proposal, { item, title }: Of<'place-as-chapter'>): void {
  const taken = takeItem(proposal, item);
  const first = Math.min(...proposal.sections.map(originOf));
  proposal.chapters.push({
    key: freshKey(proposal, 'c'),
    title,
    heading: '',
    place: taken.origin < first ? 'front' : 'back',
    blocks: blocksFrom(proposal, taken, 'paragraph'),
  });
}

function takeItem(proposal: Proposal, key: string): UnplacedItem {
  const item = found(proposal.unplaced.find((one) => one.key === key));
  proposal.unplaced = proposal.unplaced.filter((one) => one !== item);
  return item;
}

/** One block for each line of an unplaced item. */
function blocksFrom(proposal: Proposal, item: UnplacedItem, kind: ProposedBlock['kind']): ProposedBlock[] {
  const next = Number(freshKey(proposal, 'b').slice(1));
  const lines = item.text.split('\n').filter((line) => line.trim() !== '');
  return lines.map((text, index) => ({
    key: `b${next + index}`,
    kind,
    content: [{ type: 'text', text }],
    text,
    origin: item.origin,
  }));
}

/** A sub-point needs a claim above it; without one it is a claim. */
function settleSubPoints(blocks: ProposedBlock[]): void {
  let claimAbove = false;
  for (const block of blocks) {
    if (block.kind === 'theme') claimAbove = false;
    if (block.kind === 'sub-point' && !claimAbove) block.kind = 'claim';
    if (block.kind === 'claim') claimAbove = true;
  }
}

function forgetGoneMentions(proposal: Proposal): void {
  const there = new Set(blocksOf(proposal).map(({ key }) => key));
  for (const source of proposal.proposedSources) {
    source.claims = source.claims.filter(({ claimKey }) => there.has(claimKey));
  }
}

function chapterOf(proposal: Proposal, key: string): Proposal['chapters'][number] {
  return found(proposal.chapters.find((one) => one.key === key));
}

function sourceOf(proposal: Proposal, key: string): ProposedSource {
  return found(proposal.proposedSources.find((one) => one.key === key));
}
