import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { AssessmentExport } from '../../../exports/input.ts';
import { inspectionDocument } from '../../../exports/inspection.ts';
import { checkPdf } from '../../../exports/pdf/check/check.ts';
import { readPdf } from '../../../exports/pdf/file/read.ts';
import { writePdf } from '../../../exports/pdf/file/write.ts';
import { createPdfPrinter } from '../../../exports/pdf/printer.ts';
import { claim, cite, paragraph, region, sampleExport, theme } from '../sample-export.ts';
import { mutants } from './mutants.ts';

const printer = createPdfPrinter();
const sample = inspectionDocument(sampleExport());
let good: Uint8Array;

beforeAll(async () => {
  const printed = await printer.print(sample);
  expect(printed).toMatchObject({ inspectionReady: true, problems: [] });
  good = printed.bytes;
});

afterAll(() => printer.close());

/** An assessment of one chapter and one judgement. */
function small(change: Partial<AssessmentExport>): AssessmentExport {
  const whole = sampleExport(change);
  return { ...whole, judgements: change.judgements ?? whole.judgements.slice(0, 1), recommendations: [] };
}

const chapter = (...content: Parameters<typeof region>): AssessmentExport['chapters'] => [
  { id: 'x', title: 'A chapter', place: 'front', text: region(...content) },
];
const address = `https://www.example.org/${'a-very-long-address/'.repeat(12)}`;

const exports: [name: string, input: AssessmentExport][] = [
  ['that is signed', small({ version: { ...sampleExport().version, number: 3, state: 'signed' } })],
  [
    'whose sections are empty',
    small({
      chapters: chapter(),
      judgements: sampleExport().judgements.map((judgement) => ({
        ...judgement,
        grade: null,
        overview: region(),
        sides: judgement.sides.map((side) => ({ ...side, text: region() })),
      })),
      evidence: [],
      claimNumbers: {},
    }),
  ],
  [
    'with claims longer than a page',
    small({
      chapters: chapter(theme('Long'), claim(1, ['Long words of a claim. '.repeat(400), cite(2, '4')])),
    }),
  ],
  [
    'in Welsh and Polish, with addresses and hyphens',
    small({
      chapters: chapter(
        paragraph('Mae’r cynllun gofal â ŵyr a thŷ’r teulu yn glir. Łódź, Gdańsk i Święty.'),
        ...Array.from({ length: 12 }, (_, length) =>
          paragraph(
            `${'x'.repeat(3 * length)} the well-known multi-agency self-assessment and/or follow-up, and then ${address}`,
          ),
        ),
      ),
    }),
  ],
];

describe('an export', () => {
  test.each(exports)('%s is ready for an inspection', async (_, input) => {
    expect((await printer.print(inspectionDocument(input))).problems).toEqual([]);
  });

  test('is checked alike in memory and as a file', () => {
    expect(checkPdf(readPdf(good), sample.strings)).toEqual([]);
  });

  test('that lacks a string of its document is not ready, and says which', async () => {
    const lacking = { ...sample, strings: [...sample.strings, 'A sentence that the template forgot'] };
    const { inspectionReady, problems } = await printer.print(lacking);
    expect(inspectionReady).toBe(false);
    expect(problems).toEqual([
      '“A sentence that the template forgot” cannot be heard at its place in the document.',
    ]);
  });
});

describe('a broken file', () => {
  test.each(mutants)('$name is reported', async (mutant) => {
    const file = readPdf(good);
    mutant.breaks(file);
    const problems = checkPdf(readPdf(await writePdf(file)), sample.strings);
    expect(problems).toContainEqual(expect.stringMatching(mutant.says));
  });

  test('of which a lot is wrong says only so much', () => {
    const problems = checkPdf(
      readPdf(good),
      sample.strings.map((string) => `${string}?`),
    );
    expect(problems).toHaveLength(11);
    expect(problems.at(-1)).toMatch(/^There are \d+ more problems of this kind\.$/);
  });
});
