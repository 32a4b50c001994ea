import { getDocument, OPS } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** A page as its tags tell it: the text in the order of the structure, who stands in whom, and what has no mark. */
export interface TaggedPage {
  text: string;
  pairs: { parent: string; child: string }[];
  /** How many painting operations stand outside tags and artifacts. */
  unmarked: number;
}

interface Node {
  role?: string;
  type?: string;
  id?: string;
  children?: Node[];
}

type Page = Awaited<ReturnType<Awaited<ReturnType<typeof getDocument>['promise']>['getPage']>>;

const inLine = new Set(['NonStruct', 'Link', 'Span', 'Reference']);
const painting = new Set([
  OPS.showText,
  OPS.fill,
  OPS.stroke,
  OPS.eoFill,
  OPS.fillStroke,
  OPS.paintImageXObject,
]);

/** Reads the pages of a PDF through their tags. */
export async function readTagged(pdf: Uint8Array): Promise<TaggedPage[]> {
  const task = getDocument({ data: pdf.slice(), useSystemFonts: false, verbosity: 0 });
  const document = await task.promise;
  const pages: TaggedPage[] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    pages.push(await readPage(await document.getPage(number)));
  }
  await task.destroy();
  return pages;
}

async function readPage(page: Page): Promise<TaggedPage> {
  const { texts, unmarked } = await readContent(page);
  const tree = (await page.getStructTree()) as Node | null;
  const pairs: TaggedPage['pairs'] = [];
  const visit = (node: Node): string => {
    if (node.type === 'content') return texts.get(Number(node.id?.split('_mc')[1])) ?? '';
    const said = (node.children ?? []).map((child) => {
      if (node.role && child.role) pairs.push({ parent: node.role, child: child.role });
      return visit(child);
    });
    return inLine.has(node.role ?? '') ? said.join('') : `${said.join('')}\n`;
  };
  const text = tree ? visit(tree) : '';
  return { text, pairs, unmarked };
}

/** The glyphs of each mark, not the reader's own idea of lines: that would put back the very spaces that may be missing. */
async function readContent(page: Page): Promise<{ texts: Map<number, string>; unmarked: number }> {
  const { fnArray, argsArray } = await page.getOperatorList();
  const texts = new Map<number, string>();
  const open: (number | null)[] = [];
  let unmarked = 0;
  fnArray.forEach((operation, index) => {
    const args = argsArray[index] as unknown[] | null;
    if (operation === OPS.beginMarkedContent) open.push(null);
    if (operation === OPS.beginMarkedContentProps)
      open.push((args?.[1] as number | null | undefined) ?? null);
    if (operation === OPS.endMarkedContent) open.pop();
    const paints = operation === OPS.constructPath ? args?.[0] !== OPS.endPath : painting.has(operation);
    if (open.length === 0 && paints) unmarked += 1;
    const mark = open.findLast((each) => each !== null);
    if (operation === OPS.showText && mark !== undefined) {
      texts.set(mark, (texts.get(mark) ?? '') + charactersOf(args?.[0]));
    }
  });
  return { texts, unmarked };
}

function charactersOf(glyphs: unknown): string {
  const shown = glyphs as ({ unicode?: string } | number)[];
  return shown.map((glyph) => (typeof glyph === 'number' ? '' : (glyph.unicode ?? ''))).join('');
}
