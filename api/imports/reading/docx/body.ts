import {
  type AsideBlock,
  type HeadingBlock,
  mostText,
  type SourceBlock,
  type TableCell,
  type TextBlock,
  tooMuchText,
} from '../blocks.ts';
import { wordsOf } from '../inline.ts';
import { Fields } from './fields.ts';
import type { Numbering } from './numbering.ts';
import {
  addText,
  finishParagraph,
  newParagraph,
  newRun,
  type ParagraphDraft,
  type RunDraft,
} from './paragraph.ts';
import { isOn, type Styles } from './styles.ts';
import type { Attributes, XmlHandler } from './xml.ts';

/** What the parts of one document share. `links` are the targets of the part being read. */
export interface Surroundings {
  styles: Styles;
  numbering: Numbering;
  links: ReadonlyMap<string, string>;
  /** The place of the next paragraph, counted through all parts. */
  origin: number;
  /** How much text was read so far. */
  characters: number;
}

/** Where finished paragraphs go. */
interface Container {
  kind: 'flow' | 'cell' | 'box' | 'note';
  id: string;
  blocks: (HeadingBlock | TextBlock)[];
}

interface TableDraft {
  origin: number;
  rows: TableCell[][];
  shading: string | null;
  span: number;
}

/** Elements whose insides are an older state, a deletion or a second rendering of the same words. */
const skipped = new Set([
  'mc:Fallback',
  'w:del',
  'w:moveFrom',
  'w:pPrChange',
  'w:rPrChange',
  'w:tblPrChange',
  'w:tcPrChange',
  'w:trPrChange',
  'w:sectPrChange',
]);

/** Reads the text of one part (body, notes, comments, header) into blocks, in order. */
export class BodyReader implements XmlHandler {
  readonly blocks: SourceBlock[] = [];
  readonly notes: { id: string; text: string; author: string }[] = [];
  readonly references = new Map<string, string>();
  title = '';
  deletions = 0;
  insertions = 0;
  private skipping = 0;
  private capturing: 'text' | 'instruction' | null = null;
  private inParagraphMark = false;
  private run: RunDraft = newRun();
  private picture: { text: string; found: boolean } | null = null;
  private hyperlink: string | null = null;
  private readonly paragraphs: ParagraphDraft[] = [];
  private readonly containers: Container[] = [{ kind: 'flow', id: '', blocks: [] }];
  private readonly tables: TableDraft[] = [];
  private readonly fields = new Fields();
  private readonly around: Surroundings;

  constructor(around: Surroundings) {
    this.around = around;
  }

  open = (name: string, attributes: Attributes): void => {
    if (this.skipping > 0 || skipped.has(name)) {
      if (name === 'w:del' && this.skipping === 0 && !this.inParagraphMark) this.deletions += 1;
      this.skipping += 1;
      return;
    }
    if (this.openStructure(name, attributes) || this.openProperty(name, attributes)) return;
    this.openInline(name, attributes);
  };

  close = (name: string): void => {
    if (this.skipping > 0) {
      this.skipping -= 1;
      return;
    }
    if (name === 'w:p') this.endParagraph();
    else if (name === 'w:t' || name === 'm:t' || name === 'w:instrText') this.capturing = null;
    else if (name === 'w:pPr') this.inParagraphMark = false;
    else if (name === 'w:hyperlink') this.hyperlink = null;
    else if (name === 'w:drawing' || name === 'w:pict') this.endPicture();
    else this.closeContainer(name);
  };

  text = (text: string): void => {
    if (this.skipping > 0) return;
    if (this.capturing === 'instruction') this.fields.instruct(text);
    if (this.capturing === 'text') this.say(text);
  };

  private say(text: string): void {
    this.around.characters += text.length;
    if (this.around.characters > mostText) throw tooMuchText();
    const paragraph = this.paragraphs.at(-1);
    const href = this.hyperlink ?? this.fields.href();
    if (paragraph) addText(paragraph, text, { run: this.run, href, styles: this.around.styles });
  }

  private openStructure(name: string, attributes: Attributes): boolean {
    if (name === 'w:p') this.paragraphs.push(newParagraph(this.fields.inContents()));
    else if (name === 'w:tbl') this.beginTable();
    else if (name === 'w:tr') this.tables.at(-1)?.rows.push([]);
    else if (name === 'w:tc') this.containers.push({ kind: 'cell', id: '', blocks: [] });
    else if (name === 'w:txbxContent') this.containers.push({ kind: 'box', id: '', blocks: [] });
    else if (/^w:(footnote|endnote|comment)$/.test(name)) this.beginNote(attributes);
    else if (name === 'w:ins') this.insertions += 1;
    else return false;
    return true;
  }

  private openProperty(name: string, attributes: Attributes): boolean {
    const value = attributes['w:val'];
    const paragraph = this.paragraphs.at(-1);
    const table = this.tables.at(-1);
    if (name === 'w:pPr') this.inParagraphMark = true;
    else if (name === 'w:pStyle' && paragraph) paragraph.style = value;
    else if (name === 'w:numId' && paragraph) paragraph.numId = value;
    else if (name === 'w:ilvl' && paragraph) paragraph.ilvl = Number(value);
    else if (name === 'w:outlineLvl' && paragraph) paragraph.outline = Number(value);
    else if (name === 'w:ind' && paragraph) {
      const left = attributes['w:left'] ?? attributes['w:start'];
      if (left !== undefined) paragraph.indent = Number(left);
    } else if (name === 'w:shd' && table && !paragraph) table.shading = attributes['w:fill'] ?? null;
    else if (name === 'w:gridSpan' && table) table.span = Number(value ?? '1');
    else return !this.inParagraphMark && this.openRunProperty(name, attributes);
    return true;
  }

  private openRunProperty(name: string, attributes: Attributes): boolean {
    if (name === 'w:r') this.run = newRun();
    else if (name === 'w:b') this.run.bold = isOn(attributes);
    else if (name === 'w:i') this.run.italic = isOn(attributes);
    else if (name === 'w:sz') this.run.size = Number(attributes['w:val']);
    else if (name === 'w:rStyle') this.run.style = attributes['w:val'];
    else if (name === 'w:vanish') this.run.hidden = isOn(attributes);
    else return false;
    return true;
  }

  private openInline(name: string, attributes: Attributes): void {
    if (name === 'w:t' || name === 'm:t') this.capturing = 'text';
    else if (name === 'w:instrText') this.capturing = 'instruction';
    else if (name === 'w:tab' || name === 'w:ptab') this.say(' ');
    else if (name === 'w:noBreakHyphen') this.say('‑');
    else if (name === 'w:cr' || (name === 'w:br' && attributes['w:type'] === undefined)) this.breakLine();
    else if (name === 'w:br') this.say(' ');
    else if (name === 'w:fldChar') this.fields.mark(attributes['w:fldCharType'] ?? '');
    else if (name === 'w:hyperlink') {
      this.hyperlink = this.around.links.get(attributes['r:id'] ?? '') ?? null;
    } else if (/^w:(footnote|endnote|comment)Reference$/.test(name)) this.refer(name, attributes);
    else this.openPicture(name, attributes);
  }

  private openPicture(name: string, attributes: Attributes): void {
    if (name === 'w:drawing' || name === 'w:pict') this.picture = { text: '', found: false };
    else if (name === 'wp:docPr' && this.picture) this.picture.text = attributes['descr'] ?? '';
    else if ((name === 'a:blip' || name === 'v:imagedata') && this.picture) this.picture.found = true;
    else if (name === 'w:altChunk') {
      this.aside('text', 'Another document', 'A document inside the document, which Candour does not open');
    }
  }

  private breakLine(): void {
    if (!this.run.hidden) this.paragraphs.at(-1)?.content.push({ type: 'hardBreak' });
  }

  private refer(name: string, attributes: Attributes): void {
    const kind = name.slice(2, -'Reference'.length);
    const before = wordsOf(this.paragraphs.at(-1)?.content ?? []);
    this.references.set(`${kind} ${attributes['w:id'] ?? ''}`, before.slice(-60));
  }

  private beginTable(): void {
    this.tables.push({ origin: this.around.origin, rows: [], shading: null, span: 1 });
  }

  private beginNote(attributes: Attributes): void {
    // Word keeps the lines that separate notes from the text among the notes.
    const separator = /separator|continuation/i.test(attributes['w:type'] ?? '');
    const author = attributes['w:author'] ?? '';
    const id = separator ? '' : (attributes['w:id'] ?? '');
    this.notes.push({ id, author, text: '' });
    this.containers.push({ kind: 'note', id, blocks: [] });
  }

  private closeContainer(name: string): void {
    if (name === 'w:tc') this.endCell();
    else if (name === 'w:tbl') this.endTable();
    else if (name === 'w:txbxContent') {
      this.aside('text', textOf(this.containers.pop()), 'A text box, which stands outside the text');
    } else if (/^w:(footnote|endnote|comment)$/.test(name)) {
      const note = this.notes.at(-1);
      if (note) note.text = textOf(this.containers.pop());
    }
  }

  private endParagraph(): void {
    const paragraph = this.paragraphs.pop();
    if (!paragraph) return;
    const { origin } = this.around;
    const finished = finishParagraph(paragraph, origin, this.around);
    if (finished.kind === 'block') this.place(finished.block);
    if (finished.kind === 'title') this.placeTitle(wordsOf(finished.content));
    if (finished.kind === 'contents') {
      this.aside('text', wordsOf(finished.content), 'A line of the table of contents; Candour makes its own');
    }
    this.aside('text', paragraph.hidden.join(''), 'Hidden text in the file');
    this.around.origin += 1;
  }

  private placeTitle(title: string): void {
    if (this.title === '') this.title = title;
    else this.aside('text', title, 'A second title');
  }

  private place(block: HeadingBlock | TextBlock): void {
    const container = this.containers.at(-1);
    if (container && container.kind !== 'flow') container.blocks.push(block);
    else this.blocks.push(block);
  }

  private endCell(): void {
    const table = this.tables.at(-1);
    const cell = this.containers.pop();
    if (!table || !cell) return;
    const row = table.rows.at(-1);
    row?.push({ blocks: cell.blocks, shading: table.shading });
    for (let extra = 1; extra < Math.min(table.span, 60); extra += 1)
      row?.push({ blocks: [], shading: null });
    table.shading = null;
    table.span = 1;
  }

  private endTable(): void {
    const table = this.tables.pop();
    const container = this.containers.at(-1);
    if (!table) return;
    if (container && container.kind !== 'flow') {
      container.blocks.push(...table.rows.flatMap((row) => row.flatMap((cell) => cell.blocks)));
    } else this.blocks.push({ kind: 'table', origin: table.origin, rows: table.rows });
  }

  private endPicture(): void {
    if (this.picture?.found) {
      const words = this.picture.text.trim();
      this.aside('picture', words === '' ? 'A picture without a description' : words, 'A picture');
    }
    this.picture = null;
  }

  private aside(as: AsideBlock['as'], text: string, reason: string): void {
    if (text.trim() === '') return;
    this.blocks.push({ kind: 'aside', origin: this.around.origin, as, text: text.trim(), reason });
  }
}

function textOf(container: Container | undefined): string {
  return (container?.blocks ?? []).map((block) => wordsOf(block.content)).join('\n');
}
