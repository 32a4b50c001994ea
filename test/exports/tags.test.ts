import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { plainText } from '../../editor/schema/document.ts';
import { createPdfPrinter } from '../../exports/pdf/printer.ts';
import { regionsOf } from '../../exports/view-models/citations.ts';
import { readTagged, type TaggedPage } from '../support/read-tags.ts';
import { claim, cite, paragraph, region, sampleExport } from './sample-export.ts';

const long =
  'https://www.example.org/a/very/long/address/that/takes/more/than/one/line/of/the/page/without/a/space';
const input = sampleExport();
input.chapters.push({
  id: 'edge',
  title: 'Edges',
  place: 'front',
  text: region(
    paragraph(
      `An address ${long} and the well-known multi-agency follow-up of a self-assessment, which goes on.`,
    ),
    claim(0, [
      'Words before a citation that must not run into it, wherever the line happens to end, ',
      cite(3, '12'),
    ]),
    paragraph('Welsh words: Cyngor Sir, ŵyr, tŷ, and Polish ones: Łódź'),
  ),
});

const printer = createPdfPrinter();
let pages: TaggedPage[];

beforeAll(async () => {
  pages = await readTagged(await printer.print(input));
});

afterAll(() => printer.close());

describe('what a screen reader is given', () => {
  test('is every text of the model with its spaces, in order', () => {
    const heard = pages.map((page) => page.text).join('\n');
    let from = 0;
    const front = (place: string): number => (place === 'front' ? 0 : 1);
    const model = { ...input, chapters: input.chapters.toSorted((a, b) => front(a.place) - front(b.place)) };
    const missing = regionsOf(model)
      .flatMap((each) => each.content.map((block) => plainText(block.content).trim()))
      .filter((string) => {
        const at = findAcrossPages(heard, string, from);
        if (at >= 0) from = at;
        return at < 0;
      });
    expect(missing).toEqual([]);
  });

  test('is nothing that is repeated on every page', () => {
    const heard = pages.map((page) => page.text).join(' ');
    expect(heard.match(/Ambershire County Council/g)).toHaveLength(1);
    expect(heard).not.toMatch(/Page \d+ of \d+/);
    expect(heard.match(/Current position/g)).toHaveLength(1);
  });

  test('leaves nothing drawn without a mark', () => {
    for (const page of pages) expect(page.unmarked).toBe(0);
  });

  test('has lists with labels and bodies, and contents with references', () => {
    const children = new Map<string, Set<string>>();
    for (const { parent, child } of pages.flatMap((page) => page.pairs)) {
      children.set(parent, (children.get(parent) ?? new Set()).add(child));
    }
    expect([...(children.get('L') ?? [])]).toEqual(['LI']);
    expect([...(children.get('LI') ?? [])].toSorted()).toEqual(['LBody', 'Lbl']);
    expect([...(children.get('TOC') ?? [])]).toEqual(['TOCI']);
    expect([...(children.get('TOCI') ?? [])].toSorted()).toEqual(['Reference', 'TOC']);
    expect([...(children.get('TR') ?? [])].toSorted()).toEqual(['TD', 'TH']);
    expect([...(children.get('Document') ?? [])]).toEqual(['Sect']);
  });
});

/** A paragraph may be cut in two by the end of a page; there the tags hold a space or the page's end. */
function findAcrossPages(heard: string, string: string, from: number): number {
  const pattern = string
    .split(/\s+/)
    .map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('\\s+');
  const match = new RegExp(pattern, 'g');
  match.lastIndex = from;
  return match.exec(heard)?.index ?? -1;
}
