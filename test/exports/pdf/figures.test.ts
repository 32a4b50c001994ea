import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { PDFArray, PDFDict, PDFDocument, PDFName, PDFNumber, PDFRef } from '@cantoo/pdf-lib';
import type { PrintDocument } from '../../../exports/document.ts';
import { createPdfPrinter } from '../../../exports/pdf/printer.ts';
import { inspectionDocument } from '../../../exports/inspection.ts';
import { region, sampleExport } from '../sample-export.ts';

const described = 'Assessments on time: 71 per cent in 2024, 83 per cent in 2025';
const printer = createPdfPrinter();

afterAll(() => printer.close());

/** The sample with a chart in its first chapter. */
function withChart(): PrintDocument {
  const sample = sampleExport({ judgements: [], recommendations: [], evidence: [], claimNumbers: {} });
  const chapters = [{ id: 'x', title: 'Charts', place: 'front' as const, text: region() }];
  const document = inspectionDocument({ ...sample, chapters });
  const chart = `<figure><svg role="img" aria-label="${described}" width="300" height="120" viewBox="0 0 300 120"><rect x="20" y="40" width="60" height="80" fill="#0b5563"/><rect x="120" y="20" width="60" height="100" fill="#0b5563"/></svg><figcaption>Assessments on time</figcaption></figure>`;
  return { ...document, html: document.html.replace('<p class="nothing">', `${chart}$&`) };
}

let figures: PDFDict[];
let problems: string[];

beforeAll(async () => {
  const printed = await printer.print(withChart());
  problems = printed.problems;
  const document = await PDFDocument.load(printed.bytes);
  figures = document.context
    .enumerateIndirectObjects()
    .flatMap(([, object]) =>
      object instanceof PDFDict && object.get(PDFName.of('S')) === PDFName.of('Figure') ? [object] : [],
    );
});

test('a chart is one figure, described, with the box it is drawn in', () => {
  expect(problems).toEqual([]);
  expect(figures).toHaveLength(1);
  const alternative = figures[0]?.get(PDFName.of('Alt'));
  expect(alternative).toMatchObject({ value: described });
  const sets = figures[0]?.lookup(PDFName.of('A'), PDFArray).asArray() ?? [];
  const box = sets
    .flatMap((set) => (set instanceof PDFDict ? [set.lookupMaybe(PDFName.of('BBox'), PDFArray)] : []))
    .find((found) => found !== undefined);
  const [left, bottom, right, top] = (box?.asArray() ?? []).map((side) =>
    side instanceof PDFNumber ? side.asNumber() : Number.NaN,
  );
  // The two bars reach over 160 by 100 pixels of CSS, 96 of which are 72 points.
  expect((right ?? 0) - (left ?? 0)).toBeGreaterThanOrEqual(119);
  expect((top ?? 0) - (bottom ?? 0)).toBeGreaterThanOrEqual(74);
  expect(figures[0]?.get(PDFName.of('P'))).toBeInstanceOf(PDFRef);
});
