import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  decodePDFRawStream,
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFName,
  PDFNumber,
  type PDFObject,
  PDFRawStream,
  PDFRef,
  PDFString,
} from '@cantoo/pdf-lib';
import { plainText } from '../../../editor/schema/document.ts';
import { inspectionDocument } from '../../../exports/inspection.ts';
import { createPdfPrinter } from '../../../exports/pdf/printer.ts';
import { regionsOf } from '../../../exports/view-models/text/citations.ts';
import { readTagged, type TaggedPage } from '../../support/read-tags.ts';
import { claim, cite, paragraph, region, sampleExport } from '../sample-export.ts';

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
  ({ bytes: pdf } = await printer.print(inspectionDocument(input)));
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
    const claimed = marksOf(document);
    const drawn = document.getPages().flatMap((page) => {
      const stream = page.node.lookup(PDFName.of('Contents'));
      if (!(stream instanceof PDFRawStream)) throw new Error('A page has no content');
      const content = Buffer.from(decodePDFRawStream(stream).decode()).toString('latin1');
      return [...content.matchAll(/\/MCID (\d+)/g)].map(([, mcid]) => `${page.ref.tag} ${mcid}`);
    });
    expect(new Set(drawn).size).toBe(drawn.length);
    expect(claimed.map(({ mark }) => mark).toSorted()).toEqual(drawn.toSorted());
    const parents = parentTree(document);
    for (const { page, mcid, owner } of claimed) {
      const key = document.context.lookup(page, PDFDict).lookup(PDFName.of('StructParents'), PDFNumber);
      const row = document.context.lookup(parents.get(key.asNumber()), PDFArray);
      expect(row.get(mcid)).toBe(owner);
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
        return link.lookup(PDFName.of('Contents'), PDFString).decodeText();
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

interface Mark {
  mark: string;
  page: PDFRef;
  mcid: number;
  owner: PDFRef;
}

/** Every stretch of content that a tag holds. */
function marksOf(document: PDFDocument): Mark[] {
  const visit = (owner: PDFRef, inherited: PDFRef | undefined): Mark[] => {
    const element = document.context.lookup(owner, PDFDict);
    const page = pageOf(element) ?? inherited;
    const kids = element.lookup(PDFName.of('K'));
    return (kids instanceof PDFArray ? kids.asArray() : []).flatMap((kid) => {
      if (kid instanceof PDFNumber && page) return [markOf(owner, page, kid)];
      const dict = document.context.lookup(kid, PDFDict);
      const mcid = dict.lookupMaybe(PDFName.of('MCID'), PDFNumber);
      const own = pageOf(dict) ?? page;
      if (mcid && own) return [markOf(owner, own, mcid)];
      return kid instanceof PDFRef ? visit(kid, page) : [];
    });
  };
  const root = document.catalog.get(PDFName.of('StructTreeRoot'));
  return root instanceof PDFRef ? visit(root, undefined) : [];
}

function pageOf(dict: PDFDict): PDFRef | undefined {
  const page = dict.get(PDFName.of('Pg'));
  return page instanceof PDFRef ? page : undefined;
}

function markOf(owner: PDFRef, page: PDFRef, number: PDFNumber): Mark {
  const mcid = number.asNumber();
  return { mark: `${page.tag} ${mcid}`, page, mcid, owner };
}

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
