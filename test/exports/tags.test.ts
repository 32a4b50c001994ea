import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFHexString,
  PDFName,
  PDFNumber,
  type PDFObject,
} from '@cantoo/pdf-lib';
import { markNumber } from '../../exports/pdf/finish/content/operations.ts';
import { readContents } from '../../exports/pdf/finish/content/pages.ts';
import { elementsBelow, readTags } from '../../exports/pdf/finish/tags/tree.ts';
import { plainText } from '../../editor/schema/document.ts';
import { inspectionDocument } from '../../exports/inspection.ts';
import { createPdfPrinter } from '../../exports/pdf/printer.ts';
import { regionsOf } from '../../exports/view-models/text/citations.ts';
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
let pdf: Uint8Array;
let pages: TaggedPage[];

beforeAll(async () => {
  pdf = await printer.print(inspectionDocument(input));
  pages = await readTagged(pdf);
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

describe('the structure', () => {
  test('and the content lead to each other', async () => {
    const document = await PDFDocument.load(pdf);
    const root = readTags(document);
    if (!root) throw new Error('There are no tags');
    const claimed = [...elementsBelow(root)].flatMap((element) =>
      element.kids.flatMap((kid) => (kid.kind === 'mark' ? [`${kid.page.tag} ${kid.mcid}`] : [])),
    );
    const drawn = readContents(document).flatMap(({ page, operations }) =>
      operations.flatMap((operation) => {
        const mark = markNumber(operation);
        return mark === null ? [] : [`${page.ref.tag} ${mark}`];
      }),
    );
    expect(new Set(drawn).size).toBe(drawn.length);
    expect(claimed.toSorted()).toEqual(drawn.toSorted());
    const parents = parentTree(document);
    for (const element of elementsBelow(root)) {
      for (const kid of element.kids) {
        if (kid.kind !== 'mark') continue;
        const key = document.context.lookup(kid.page, PDFDict).lookup(PDFName.of('StructParents'), PDFNumber);
        const row = document.context.lookup(parents.get(key.asNumber()), PDFArray);
        expect(row.get(kid.mcid)).toBe(element.ref);
      }
    }
  });

  test('says of every link where it leads', async () => {
    const document = await PDFDocument.load(pdf);
    const parents = parentTree(document);
    const labels = document.getPages().flatMap((page) =>
      (page.node.lookupMaybe(PDFName.of('Annots'), PDFArray)?.asArray() ?? []).map((ref) => {
        const link = document.context.lookup(ref, PDFDict);
        const owner = parents.get(link.lookup(PDFName.of('StructParent'), PDFNumber).asNumber());
        expect(document.context.lookup(owner, PDFDict).get(PDFName.of('S'))).toBe(PDFName.of('Link'));
        return link.lookup(PDFName.of('Contents'), PDFHexString).decodeText();
      }),
    );
    expect(labels).toContain('Evidence E002: Record 2 of the performance board');
    expect(labels).toContain('Claim KJ1.E1');
    expect(labels).toContain('Go to KJ2, What works well');
    expect(labels).not.toContain('Go to this place');
  });

  test('is declared to be that of PDF/UA-1', () => {
    const text = Buffer.from(pdf).toString('utf8');
    expect(text).toContain('<pdfuaid:part>1</pdfuaid:part>');
    expect(text).toContain('Self-assessment of children’s services – Ambershire County Council</rdf:li>');
  });
});

function parentTree(document: PDFDocument): Map<number, PDFObject | undefined> {
  const root = document.catalog.lookup(PDFName.of('StructTreeRoot'), PDFDict);
  const rows = root.lookup(PDFName.of('ParentTree'), PDFDict).lookup(PDFName.of('Nums'), PDFArray).asArray();
  return new Map(
    rows.flatMap((key, index) =>
      key instanceof PDFNumber && index % 2 === 0 ? [[key.asNumber(), rows[index + 1]]] : [],
    ),
  );
}

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
