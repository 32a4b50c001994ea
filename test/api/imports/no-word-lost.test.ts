import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readDocx } from '../../../api/imports/reading/docx/reader.ts';
import { readMarkdown } from '../../../api/imports/reading/markdown/reader.ts';
import { recognise } from '../../../api/imports/recognising/recognise.ts';
import { framework, lostWords } from './samples.ts';
import { bullet, heading, paragraph, table, wordFile } from './word-file.ts';

const sif = framework('ofsted-sif-2013');
const word = fc.constantFrom(
  'visits',
  'plans',
  'carers',
  'Ofsted',
  'May',
  '2018',
  '12',
  'quality',
  '(LGA',
  'review)',
);
const words = fc.array(word, { minLength: 1, maxLength: 14 }).map((list) => list.join(' '));
const title = fc.constantFrom(
  'Key judgement 1',
  'Adoption',
  'Leadership, management and governance',
  'The experiences and progress of care leavers',
  'Strengths',
  'Areas for development:',
  'Part 3: Context',
  'Appendix 1',
  'Recommendations',
  'Overall effectiveness',
);
const line = fc.oneof(words, title);
const level = fc.integer({ min: 1, max: 4 });
const block = fc.oneof(
  fc.record({ as: fc.constant('heading' as const), level, text: line }),
  fc.record({ as: fc.constant('item' as const), level, text: line }),
  fc.record({ as: fc.constant('text' as const), level, text: line }),
  fc.record({ as: fc.constant('bold' as const), level, text: line }),
  fc.record({ as: fc.constant('table' as const), level, text: line }),
);
type Block = typeof block extends fc.Arbitrary<infer Value> ? Value : never;

function inWord({ as, level: depth, text }: Block): string {
  if (as === 'heading') return heading(Math.min(depth, 3), text);
  if (as === 'item') return bullet(text, depth % 2);
  if (as === 'table')
    return table([
      ['Recommendation', 'Current position'],
      [text, text],
    ]);
  return paragraph(text, { bold: as === 'bold' });
}

function inMarkdown({ as, level: depth, text }: Block): string {
  if (as === 'heading') return `${'#'.repeat(depth)} ${text}\n`;
  if (as === 'item') return `${'    '.repeat(depth % 2)}- ${text}\n`;
  if (as === 'table') return `| Recommendation | Progress |\n|---|---|\n| ${text} | ${text} |\n`;
  return as === 'bold' ? `**${text}**\n` : `${text}\n`;
}

const files = fc.array(block, { minLength: 1, maxLength: 25 });

test('no word of any Word file is lost', async () => {
  const written = fc.asyncProperty(files, async (blocks) => {
    const bytes = wordFile(blocks.map(inWord).join(''));
    const document = await readDocx(bytes);
    const source = blocks.map(({ as, text }) =>
      as === 'table' ? `Recommendation Current position ${text} ${text}` : text,
    );
    expect(lostWords(source.join(' '), recognise(document, sif, 'ours.docx'), sif)).toEqual([]);
  });
  await fc.assert(written, { numRuns: 150 });
});

test('no word of any Markdown file is lost', () => {
  const written = fc.property(files, (blocks) => {
    const source = blocks.map(inMarkdown).join('\n');
    expect(lostWords(source, recognise(readMarkdown(source), sif, 'ours.md'), sif)).toEqual([]);
  });
  fc.assert(written, { numRuns: 300 });
});
