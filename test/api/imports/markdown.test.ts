import { describe, expect, test } from '@jest/globals';
import { readInline } from '../../../api/imports/reading/markdown/inline.ts';
import { readMarkdown } from '../../../api/imports/reading/markdown/reader.ts';

const bold = { type: 'bold' };
const italic = { type: 'italic' };

describe('Markdown text', () => {
  test('has emphasis, nested too', () => {
    expect(readInline('*slow **and** sure*')).toEqual([
      { type: 'text', text: 'slow ', marks: [italic] },
      { type: 'text', text: 'and', marks: [bold, italic] },
      { type: 'text', text: ' sure', marks: [italic] },
    ]);
    expect(readInline('***Both*** of them')).toEqual([
      { type: 'text', text: 'Both', marks: [bold, italic] },
      { type: 'text', text: ' of them' },
    ]);
  });

  test('keeps stars and underscores that are no marks', () => {
    const plain = 'case_note_id is 5 * 3 and *open';
    expect(readInline(plain)).toEqual([{ type: 'text', text: plain }]);
    expect(readInline(String.raw`1\. \*note\*`)).toEqual([{ type: 'text', text: '1. *note*' }]);
  });

  test('has links, addresses and line breaks', () => {
    const href = 'https://example.org/a_b';
    const link = { type: 'link', attrs: { href } };
    expect(readInline(`see [the plan](${href}) or <${href}>  \nend`)).toEqual([
      { type: 'text', text: 'see ' },
      { type: 'text', text: 'the plan', marks: [link] },
      { type: 'text', text: ' or ' },
      { type: 'text', text: href, marks: [link] },
      { type: 'hardBreak' },
      { type: 'text', text: 'end' },
    ]);
  });
});

describe('a Markdown file', () => {
  const shape = (text: string) =>
    readMarkdown(text).blocks.map((block) => {
      if (block.kind === 'heading') return `h${block.level}`;
      if (block.kind === 'text') return block.list ? `item ${block.list.level}` : 'text';
      return block.kind;
    });

  test('has its title from the first line or from a YAML block', () => {
    expect(readMarkdown('% Our year\n\nText').title).toBe('Our year');
    expect(readMarkdown('---\ntitle: "Our year"\n---\nText').title).toBe('Our year');
  });

  test('has headings in both forms', () => {
    expect(shape('# One\n\nTwo\n---\n\ntext')).toEqual(['h1', 'h2', 'text']);
  });

  test('nests bullets by indent and joins their lines', () => {
    expect(shape('- a\n  goes on\n    - b\n- c\n\n    - d\n')).toEqual([
      'item 0',
      'item 1',
      'item 0',
      'item 1',
    ]);
    expect(readMarkdown('- a\n  goes on').blocks[0]).toMatchObject({ content: [{ text: 'a goes on' }] });
  });

  test.each([
    ['pipe', '| a | b |\n|---|:-:|\n| c | |\n'],
    ['grid', '+---+---+\n| a | b |\n+===+===+\n| c |   |\n+---+---+\n'],
    ['simple', 'a   b\n--- ---\nc   \n\n'],
    ['multiline', '---------\na   b\n--- ---\nc\n\n---------\n'],
  ])('has %s tables', (_form, text) => {
    const [block] = readMarkdown(text).blocks;
    const rows = block?.kind === 'table' ? block.rows : [];
    const cells = rows.map((row) => row.map((cell) => cell.blocks.length));
    expect(cells).toEqual([
      [1, 1],
      [1, 0],
    ]);
  });

  test('lists comments and footnotes aside', () => {
    expect(shape('Text[^1] <!-- check -->\n\n[^1]: Counted in June\n')).toEqual(['text', 'aside', 'aside']);
  });
});
