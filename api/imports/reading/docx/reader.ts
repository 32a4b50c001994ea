import { posix } from 'node:path';
import { InvalidInput } from '../../../http/errors.ts';
import type { AsideBlock, SourceDocument } from '../blocks.ts';
import { type Archive, notWord, openArchive } from './archive.ts';
import { BodyReader, type Surroundings } from './body.ts';
import { Numbering } from './numbering.ts';
import { DrawingText, Relationships } from './parts.ts';
import { Styles } from './styles.ts';
import { readXml, type XmlHandler } from './xml.ts';

/**
 * Reads a Word document: paragraphs with their headings, lists, emphasis and links, tables, and everything that
 * stands beside the text. Inserted text is kept and deleted text left out, as if all changes were accepted.
 */
export async function readDocx(bytes: Buffer): Promise<SourceDocument> {
  const archive = await openArchive(bytes);
  refuseMacros(archive);
  const main = await mainPart(archive);
  const links = await relationships(archive, main);
  const around: Surroundings = {
    styles: await part(archive, related(links, 'styles'), new Styles()),
    numbering: await part(archive, related(links, 'numbering'), new Numbering()),
    links: links.targets,
    origin: 0,
    characters: 0,
  };
  const body = await part(archive, main, new BodyReader(around));
  const asides = await readAsides(archive, { links, around, body });
  return { title: body.title, blocks: [...body.blocks, ...asides], remarks: remarksOf(body) };
}

function refuseMacros(archive: Archive): void {
  if (archive.names.some((name) => /vbaProject\.bin$|vbaData\.xml$/i.test(name))) {
    throw new InvalidInput(
      'This file holds macros, which Candour does not open. Save it in Word as a Word document (.docx) without macros.',
    );
  }
}

async function mainPart(archive: Archive): Promise<string> {
  const root = await part(archive, '_rels/.rels', new Relationships(''));
  const main = related(root, 'officeDocument');
  if (main === null || !archive.names.includes(main) || !/^word\//.test(main))
    throw new InvalidInput(notWord);
  return main;
}

function relationships(archive: Archive, name: string): Promise<Relationships> {
  const folder = posix.dirname(name);
  const file = `${folder}/_rels/${posix.basename(name)}.rels`;
  return part(archive, file, new Relationships(folder));
}

function related(links: Relationships, type: string): string | null {
  return links.ofType(type)[0] ?? null;
}

/** Feeds a part to its reader; a part that is not there leaves the reader as it was. */
async function part<Handler extends XmlHandler>(
  archive: Archive,
  name: string | null,
  handler: Handler,
): Promise<Handler> {
  const stream = name === null ? null : await archive.open(name);
  if (stream) await readXml(stream, handler);
  return handler;
}

interface Reading {
  links: Relationships;
  around: Surroundings;
  body: BodyReader;
}

async function readAsides(archive: Archive, reading: Reading): Promise<AsideBlock[]> {
  const { links, around } = reading;
  const asides: AsideBlock[] = [];
  for (const kind of ['footnote', 'endnote', 'comment'] as const) {
    const notes = await part(archive, related(links, `${kind}s`), new BodyReader(around));
    asides.push(...notesOf(kind, notes, reading), ...notes.blocks.filter((block) => block.kind === 'aside'));
  }
  const furniture = [...links.ofType('header'), ...links.ofType('footer')];
  for (const name of furniture) asides.push(...(await furnitureOf(archive, name, around)));
  for (const name of archive.names.filter((one) =>
    /^word\/(diagrams\/data|charts\/chart)\d*\.xml$/.test(one),
  )) {
    const { words } = await part(archive, name, new DrawingText());
    asides.push(
      aside(around, { as: 'picture', text: words.join('\n'), reason: 'Words inside a diagram or chart' }),
    );
  }
  return unique(asides.filter(({ text }) => text !== ''));
}

function notesOf(
  kind: 'footnote' | 'endnote' | 'comment',
  notes: BodyReader,
  reading: Reading,
): AsideBlock[] {
  return notes.notes
    .filter((note) => note.id !== '')
    .map((note) => {
      const beside = reading.body.references.get(`${kind} ${note.id}`) ?? '';
      const where = beside === '' ? '' : ` beside “${beside}”`;
      const by = note.author === '' ? '' : ` by ${note.author}`;
      const reason = `A ${kind}${by}${where}`;
      return aside(reading.around, { as: kind === 'comment' ? 'comment' : 'note', text: note.text, reason });
    });
}

async function furnitureOf(archive: Archive, name: string, around: Surroundings): Promise<AsideBlock[]> {
  const { blocks } = await part(archive, name, new BodyReader(around));
  const lines = blocks.map((block) => (block.kind === 'text' || block.kind === 'heading' ? block : null));
  const text = lines
    .flatMap((block) => block?.content ?? [])
    .map((inline) => (inline.type === 'text' ? inline.text : ' '))
    .join(' ')
    .trim();
  const inside = blocks.filter((block) => block.kind === 'aside');
  const reason = 'A header or footer of the page; Candour writes its own';
  return [...inside, aside(around, { as: 'text', text: /[a-z]/i.test(text) ? text : '', reason })];
}

function aside(around: Surroundings, what: Pick<AsideBlock, 'as' | 'text' | 'reason'>): AsideBlock {
  return { kind: 'aside', origin: around.origin, ...what };
}

function unique(asides: AsideBlock[]): AsideBlock[] {
  const seen = new Set<string>();
  return asides.filter(({ as, text, reason }) => {
    const identity = `${as} ${reason} ${text}`;
    if (seen.has(identity)) return false;
    seen.add(identity);
    return true;
  });
}

function remarksOf(body: BodyReader): string[] {
  const { deletions, insertions } = body;
  if (deletions + insertions === 0) return [];
  return [
    `The file has tracked changes. Inserted text was kept and deleted text (${deletions} ${
      deletions === 1 ? 'place' : 'places'
    }) was left out. Accept or reject the changes in Word if you want it otherwise.`,
  ];
}
