import { plainText } from '../../../editor/schema/document.ts';
import type { Framework, Judgement, Side } from '../../frameworks/contract.ts';
import type {
  BlockKind,
  ProposedBlock,
  ProposedChapter,
  ProposedRecommendation,
  ProposedSection,
  UnplacedItem,
} from '../contract.ts';
import type { HeadingBlock, TextBlock } from '../reading/blocks.ts';
import { wordsOf } from '../reading/inline.ts';
import { leadingNumber, missingWords } from './words.ts';

/** Where the next block goes. Levels are those of the headings that opened the place. */
export type Place =
  | { kind: 'start' }
  | { kind: 'chapter'; chapter: ProposedChapter; level: number }
  | { kind: 'overview'; section: ProposedSection; level: number }
  | { kind: 'side'; section: ProposedSection; level: number; side: string; sideLevel: number };

/** A proposal while it is being filled, in the order of the file. */
export class Draft {
  readonly chapters: ProposedChapter[] = [];
  readonly sections: ProposedSection[] = [];
  readonly recommendations: ProposedRecommendation[] = [];
  readonly unplaced: UnplacedItem[] = [];
  /** How deep each list item stands in its list. */
  readonly depths = new Map<string, number>();
  /** Chapters in which a table of recommendations stood. */
  readonly withRecommendations = new Set<ProposedChapter>();
  place: Place = { kind: 'start' };
  private readonly framework: Framework;
  private readonly used = new Map<string, number>();

  constructor(framework: Framework) {
    this.framework = framework;
  }

  /** A key nobody has in this proposal, such as `b12`. */
  key(letter: string): string {
    const next = (this.used.get(letter) ?? 0) + 1;
    this.used.set(letter, next);
    return `${letter}${next}`;
  }

  openChapter(heading: HeadingBlock): void {
    const words = wordsOf(heading.content);
    const number = leadingNumber(words);
    const title = words.slice(number.length);
    if (number !== '') {
      const reason = `The number of the chapter “${title}”; Candour keeps the order and no numbers`;
      this.list('heading', { text: number.trim(), reason, origin: heading.origin });
    }
    this.startChapter(title, words, heading.level);
  }

  startChapter(title: string, heading: string, level: number): void {
    const place = this.sections.length === 0 ? 'front' : 'back';
    const chapter: ProposedChapter = { key: this.key('c'), title, heading, place, blocks: [] };
    this.chapters.push(chapter);
    this.place = { kind: 'chapter', chapter, level };
  }

  /** Opens the section of a judgement, again when the file comes back to it. */
  openSection(heading: HeadingBlock, judgement: Judgement | null): void {
    const words = wordsOf(heading.content);
    const known = judgement && this.sections.find((section) => section.judgement === judgement.id);
    const section = known ?? this.newSection(words, judgement);
    if (known) this.listAgain(words, heading.origin);
    else if (judgement) this.listReplaced(words, judgement.title, heading.origin);
    this.place = { kind: 'overview', section, level: heading.level };
  }

  openSide(heading: HeadingBlock, side: Side): void {
    if (this.place.kind !== 'overview' && this.place.kind !== 'side') return;
    const { section, level } = this.place;
    const words = wordsOf(heading.content);
    const proposed = section.sides.find((one) => one.side === side.id);
    if (proposed?.heading === '') proposed.heading = words;
    else if (section.heading !== words) this.listAgain(words, heading.origin);
    this.place = { kind: 'side', section, level, side: side.id, sideLevel: heading.level };
  }

  /** Puts a block where the place is; false when nothing has been opened yet. */
  add(kind: BlockKind, block: HeadingBlock | TextBlock): boolean {
    const blocks = this.blocksHere();
    if (!blocks) return false;
    const content =
      kind === 'theme' ? [{ type: 'text' as const, text: wordsOf(block.content) }] : block.content;
    const text = plainText(content);
    const proposed: ProposedBlock = { key: this.key('b'), kind, content, text, origin: block.origin };
    blocks.push(proposed);
    if (block.kind === 'text' && block.list) this.depths.set(proposed.key, block.list.level);
    return true;
  }

  list(kind: UnplacedItem['kind'], item: Pick<UnplacedItem, 'text' | 'reason' | 'origin'>): void {
    this.unplaced.push({ key: this.key('u'), kind, ...item });
  }

  /** Lists a heading whose words are not all in the framework's own title. */
  listReplaced(words: string, official: string, origin: number): void {
    if (missingWords(words, official).length === 0) return;
    const reason = `The heading in the file; Candour shows the framework’s own, “${official}”`;
    this.list('heading', { text: words, reason, origin });
  }

  private listAgain(words: string, origin: number): void {
    this.list('heading', {
      text: words,
      reason: 'A heading that comes a second time; Candour shows it once',
      origin,
    });
  }

  private newSection(heading: string, judgement: Judgement | null): ProposedSection {
    const sides = this.framework.sides.map(({ id }) => ({ side: id, heading: '', blocks: [] }));
    const section = { key: this.key('s'), judgement: judgement?.id ?? null, heading, overview: [], sides };
    this.sections.push(section);
    return section;
  }

  private blocksHere(): ProposedBlock[] | null {
    const { place } = this;
    if (place.kind === 'start') return null;
    if (place.kind === 'chapter') return place.chapter.blocks;
    if (place.kind === 'overview') return place.section.overview;
    return place.section.sides.find(({ side }) => side === place.side)?.blocks ?? null;
  }
}
