import { type Subject, subjectOf } from '../../../exports/pdf/check/subject.ts';
import { bookmarksOf } from '../../../exports/pdf/file/bookmarks.ts';
import { linksOf } from '../../../exports/pdf/file/links.ts';
import type { PdfFile } from '../../../exports/pdf/file/pdf-file.ts';
import { Bytes, type Dict, dictOf, Name, Ref, Stream, type Value } from '../../../exports/pdf/file/values.ts';
import { attributesOf, childrenOf, type TagElement } from '../../../exports/pdf/tags/tree.ts';

/** A file with one thing broken, and what the check must say of it. */
export interface Mutant {
  name: string;
  says: RegExp;
  /** Breaks a good file in place. */
  breaks(file: PdfFile): void;
}

const name = (text: string): Name => Name.of(text);
const script = (): Dict => dictOf({ S: name('JavaScript'), JS: new Bytes('app.alert(1)') });

/** Each breaks one rule of the check. */
export const mutants: Mutant[] = [
  mutant('not marked as tagged', /does not say that it is tagged/, (file) => file.catalog.delete('MarkInfo')),
  mutant('without a language', /does not name its language/, (file) => file.catalog.delete('Lang')),
  mutant('shown by its file name', /instead of the title/, (file) =>
    file.catalog.delete('ViewerPreferences'),
  ),
  mutant('without metadata', /no metadata/, (file) => file.catalog.delete('Metadata')),
  mutant('not declared PDF/UA', /PDF\/UA-1/, (file) => metadata(file, '<pdfuaid:part>1', '<pdfuaid:part>2')),
  mutant('not declared PDF/A', /PDF\/A-2a/, (file) =>
    metadata(file, '<pdfaid:conformance>A', '<pdfaid:conformance>B'),
  ),
  mutant('without a title', /has no title/, (file) => metadata(file, /<dc:title>.*<\/dc:title>/, '')),
  mutant('without colours', /output intent/, (file) => file.catalog.delete('OutputIntents')),
  mutant('with an attachment', /attached to the file/, (file) =>
    file.catalog.set('Names', dictOf({ EmbeddedFiles: dictOf({ Names: [] }) })),
  ),
  mutant('with a script', /happens when the file is opened/, (file) =>
    file.catalog.set('OpenAction', script()),
  ),
  mutant('with a scripted link', /runs an action \(JavaScript\)/, (file) =>
    firstLink(file).set('A', script()),
  ),
  mutant('with an unsafe address', /unsafe address, “javascript:/, (file) =>
    firstLink(file).set('A', dictOf({ S: name('URI'), URI: new Bytes('javascript:alert(1)') })),
  ),
  mutant('with a hidden link', /a link is hidden/, (file) => firstLink(file).set('F', 6)),
  mutant('with a link that is not printed', /would not be printed/, (file) => firstLink(file).delete('F')),
  mutant('with a silent link', /does not say where it leads/, (file) => firstLink(file).delete('Contents')),
  mutant('with a dangling link', /“nowhere”, which is not there/, (file) =>
    firstLink(file).set('Dest', name('nowhere')),
  ),
  mutant('with a link outside the tags', /has no Link tag/, (file) => firstLink(file).delete('StructParent')),
  mutant('with links in any order', /the Tab key/, (file) => page(file, 1).delete('Tabs')),
  mutant('without bookmarks', /no bookmarks/, (file) => file.catalog.delete('Outlines')),
  mutant('with a bookmark astray', /but its heading is on page/, (file) => {
    const bookmark = bookmarksOf(file).at(-1)?.dict;
    bookmark?.set('Dest', [file.pages[0]?.ref ?? null, name('Fit')]);
  }),
  mutant('without tags', /has no tags/, (file) => file.catalog.delete('StructTreeRoot')),
  mutant('with an unknown tag', /The tag Aside/, (file) => retype(file, 'Sect', 'Aside')),
  mutant('with a lost tag', /does not say what it stands in/, (file) => element(file, 'P').dict.delete('P')),
  mutant('with a list item without body', /holds a Div/, (file) => retype(file, 'LBody', 'Div')),
  mutant('with a stray list item', /stands in a Sect, outside its list/, (file) => retype(file, 'L', 'Sect')),
  mutant('with a stray line of contents', /line of the contents holds a Div/, (file) =>
    retype(file, 'Reference', 'Div'),
  ),
  mutant('with a ragged table', /different numbers of cells/, (file) => {
    const row = element(file, 'TR');
    row.dict.set('K', file.list(row.dict.get('K')).slice(1));
  }),
  mutant('with a head that heads nothing', /heads a row or a column/, (file) =>
    attributesOf(file, element(file, 'TH')).forEach((set) => set.delete('Scope')),
  ),
  mutant('with a cell that names no head', /refers to a head that is not there/, (file) =>
    attributesOf(file, element(file, 'TD')).forEach((set) => {
      if (set.has('Headers')) set.set('Headers', [new Bytes('h999999')]);
    }),
  ),
  mutant('with a picture without words', /a picture is not described/, (file) => retype(file, 'P', 'Figure')),
  mutant('with two titles', /has 2 titles/, (file) => retype(file, 'H2', 'H1')),
  mutant('with a level left out', /leaves out a level/, (file) => retype(file, 'H2', 'H4')),
  mutant('with something unmarked', /neither tagged nor marked/, (file) =>
    content(file, 2, (text) => `${text}\n0 0 9 9 re\nf`),
  ),
  mutant('with a decoration inside text', /a decoration stands inside tagged content/, (file) =>
    content(file, 2, (text) => text.replace(/(MCID \d+ >>BDC\n)(BT[^]*?ET)/, '$1/Artifact BMC\n$2\nEMC')),
  ),
  mutant('with an open mark', /a mark does not end/, (file) =>
    content(file, 2, (text) => text.replace(/EMC(?![^]*EMC)/, '')),
  ),
  mutant('with a picture inside the content', /cannot be checked/, (file) =>
    content(file, 2, (text) => `${text}\nBI /W 1 /H 1 ID x EI`),
  ),
  mutant('with a number twice', /have the same number/, (file) =>
    content(file, 2, (text) => text.replace(/MCID (\d+)([^]*?)MCID \d+/, 'MCID $1$2MCID $1')),
  ),
  mutant('with text that no tag holds', /no tag holds it/, (file) => element(file, 'H1').dict.set('K', [])),
  mutant('with a broken way to the tags', /does not lead to its tag/, (file) => {
    const rows = file.list(file.dict(subjectOf(file).root?.dict.get('ParentTree'))?.get('Nums'));
    file.list(rows[1]).reverse();
  }),
  mutant('with a font outside', /is not inside the file/, (file) =>
    file
      .dict(file.dict(file.list(font(file).get('DescendantFonts'))[0])?.get('FontDescriptor'))
      ?.delete('FontFile2'),
  ),
  mutant('with a font that says nothing', /what its glyphs stand for/, (file) =>
    font(file).delete('ToUnicode'),
  ),
  mutant('with text off the page', /runs off the page/, (file) =>
    content(file, 3, (text) => text.replace(/(MCID \d+ >>BDC\nBT\n\/\S+ \S+ Tf\n1 0 0 -1) \S+/, '$1 9000')),
  ),
  mutant(
    'with a wrong number in the contents',
    /The contents say that “Foreword” is on page 3, but/,
    (file) =>
      file
        .dict(file.catalog.get('Dests'))
        ?.set('chapter-foreword', [file.pages[4]?.ref ?? null, name('Fit')]),
  ),
  mutant('with words that run together', /cannot be heard/, (file) =>
    content(file, 2, (text) => text.replace(/Tj <[0-9A-F]{4}> Tj\nET/g, 'Tj\nET')),
  ),
  mutant('with a word cut off', /cannot be heard/, (file) =>
    content(file, 2, (text) =>
      text.replace(/\n\S+ 0 Td <[0-9A-F]{4}> Tj( <[0-9A-F]{4}> Tj)?\nET\nEMC/g, '\nET\nEMC'),
    ),
  ),
  mutant('with paragraphs in the wrong order', /cannot be heard/, (file) => {
    const chapter = sectionWithParagraphs(subjectOf(file));
    chapter.dict.set('K', file.list(chapter.dict.get('K')).toReversed());
  }),
];

function mutant(title: string, says: RegExp, breaks: (file: PdfFile) => unknown): Mutant {
  return { name: title, says, breaks: (file) => void breaks(file) };
}

function page(file: PdfFile, index: number): Dict {
  const found = file.pages[index]?.dict;
  if (!found) throw new Error('There is no such page');
  return found;
}

function firstLink(file: PdfFile): Dict {
  const found = linksOf(file)[0]?.dict;
  if (!found) throw new Error('There is no link');
  return found;
}

/** The last tag of a type: the first ones stand on the cover and the contents. */
function element(file: PdfFile, type: string): TagElement {
  const found = subjectOf(file).elements.findLast((each) => each.type === type);
  if (!found) throw new Error(`There is no ${type}`);
  return found;
}

function retype(file: PdfFile, from: string, to: string): void {
  element(file, from).dict.set('S', name(to));
}

function sectionWithParagraphs({ elements }: Subject): TagElement {
  const found = elements.find((each) => childrenOf(each).filter(({ type }) => type === 'P').length > 5);
  if (!found) throw new Error('There is no chapter');
  return found;
}

function font(file: PdfFile): Dict {
  const fonts = file.dict(file.dict(page(file, 2).get('Resources'))?.get('Font'));
  const found = file.dict([...(fonts?.values() ?? [])][0]);
  if (!found) throw new Error('There is no font');
  return found;
}

function metadata(file: PdfFile, from: string | RegExp, to: string): void {
  rewrite(file, file.catalog.get('Metadata'), 'utf8', (text) => text.replace(from, to));
}

function content(file: PdfFile, index: number, change: (text: string) => string): void {
  rewrite(file, page(file, index).get('Contents'), 'latin1', change);
}

/** Changes a stream; throws when the change changes nothing. */
function rewrite(
  file: PdfFile,
  value: Value | undefined,
  encoding: BufferEncoding,
  change: (text: string) => string,
): void {
  const stream = file.resolve(value);
  const before = file.unpacked(value)?.toString(encoding);
  if (!(value instanceof Ref) || !(stream instanceof Stream) || before === undefined)
    throw new Error('No stream');
  const after = change(before);
  if (after === before) throw new Error('The change changes nothing');
  const dict = new Map([...stream.dict].filter(([key]) => key !== 'Filter'));
  file.replace(value, new Stream(dict, Buffer.from(after, encoding)));
}
