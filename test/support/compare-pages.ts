import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { getDocument } from 'pdfjs-dist';
import type { Page } from 'puppeteer-core';

/** How two pages differ: how many pixels, of how many that are not white. */
export interface PageDifference {
  different: number;
  inked: number;
}

/** Draws every page of two PDFs in a browser, with a reader of its own, and compares them pixel by pixel. */
export async function comparePages(
  page: Page,
  one: Uint8Array,
  other: Uint8Array,
): Promise<PageDifference[]> {
  const { resolve } = createRequire(import.meta.url);
  for (const part of ['pdf.worker.mjs', 'pdf.mjs']) {
    const content = await readFile(resolve(`pdfjs-dist/legacy/build/${part}`), 'utf8');
    await page.addScriptTag({ content, type: 'module' });
  }
  await page.waitForFunction(`globalThis.pdfjsLib && globalThis.pdfjsWorker`);
  const base64 = [one, other].map((bytes) => Buffer.from(bytes).toString('base64'));
  return page.evaluate(compareIn, base64);
}

/** Runs in the browser. */
async function compareIn(files: string[]): Promise<PageDifference[]> {
  const { pdfjsLib } = globalThis as unknown as { pdfjsLib: { getDocument: typeof getDocument } };
  const documents = await Promise.all(
    files.map((file) => {
      const data = Uint8Array.from(atob(file), (character) => character.charCodeAt(0));
      return pdfjsLib.getDocument({ data, useSystemFonts: false, verbosity: 0 }).promise;
    }),
  );
  const pixels = async (index: number, number: number): Promise<Uint32Array> => {
    const page = await documents[index]?.getPage(number);
    const viewport = page?.getViewport({ scale: 1 });
    const canvas = document.createElement('canvas');
    canvas.width = viewport?.width ?? 0;
    canvas.height = viewport?.height ?? 0;
    const context = canvas.getContext('2d');
    if (!page || !viewport || !context) throw new Error(`There is no page ${number}`);
    await page.render({ canvas, canvasContext: context, viewport }).promise;
    return new Uint32Array(context.getImageData(0, 0, canvas.width, canvas.height).data.buffer);
  };
  const found: PageDifference[] = [];
  const count = Math.max(...documents.map((each) => each.numPages));
  for (let number = 1; number <= count; number += 1) {
    const [first, second] = [await pixels(0, number), await pixels(1, number)];
    found.push({
      different: first.filter((pixel, index) => pixel !== second[index]).length,
      inked: first.filter((pixel) => pixel !== 0xffffffff).length,
    });
  }
  return found;
}
