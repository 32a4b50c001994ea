import { describe, expect, test } from '@jest/globals';
import { readDocx } from '../../../api/imports/reading/docx/reader.ts';
import { linesOf } from './samples.ts';
import { bullet, heading, paragraph, rooted, run, table, wordFile } from './word-file.ts';

async function blocksOf(body: string) {
  return (await readDocx(wordFile(body))).blocks;
}

describe('a Word paragraph', () => {
  test('is a heading by its style, its parent style or its outline level', async () => {
    const styles = ['Heading2', 'OurTheme', 'Outlined'];
    const blocks = await blocksOf(styles.map((style) => paragraph('Front door', { style })).join(''));
    expect(blocks.map((block) => block.kind === 'heading' && block.level)).toEqual([2, 3, 2]);
  });

  test('is a list item by its numbering or its style, with its level', async () => {
    const blocks = await blocksOf(
      bullet('One') + bullet('Two', 1) + paragraph('Three', { style: 'ListBullet2' }) + paragraph('Four'),
    );
    expect(blocks.map((block) => block.kind === 'text' && block.list?.level)).toEqual([0, 1, 1, undefined]);
  });

  test('keeps bold, italic, links and line breaks', async () => {
    const link = `<w:hyperlink r:id="web">${run('the page')}</w:hyperlink>`;
    const strong = run('strongly', '<w:rStyle w:val="Strong"/>');
    const body = paragraph(
      `${run('We ', '<w:i/>')}${strong}${run(' agree')}<w:r><w:br/></w:r>${run('See ')}${link}`,
    );
    const [block] = await blocksOf(body);
    expect(block?.kind === 'text' && block.content).toEqual([
      { type: 'text', text: 'We ', marks: [{ type: 'italic' }] },
      { type: 'text', text: 'strongly', marks: [{ type: 'bold' }] },
      { type: 'text', text: ' agree' },
      { type: 'hardBreak' },
      { type: 'text', text: 'See ' },
      {
        type: 'text',
        text: 'the page',
        marks: [{ type: 'link', attrs: { href: 'https://example.org/page' } }],
      },
    ]);
  });

  test('keeps the address of a link made by a field', async () => {
    const mark = (type: string) => `<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`;
    const instruction = '<w:r><w:instrText> HYPERLINK "https://example.org/plan" </w:instrText></w:r>';
    const [block] = await blocksOf(
      paragraph(mark('begin') + instruction + mark('separate') + run('our plan') + mark('end')),
    );
    expect(block).toMatchObject({
      content: [{ text: 'our plan', marks: [{ attrs: { href: 'https://example.org/plan' } }] }],
    });
  });

  test('never links to a script', async () => {
    const rels = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
      <Relationship Id="bad" Type="x/hyperlink" Target="javascript:alert(1)" TargetMode="External"/></Relationships>`;
    const body = paragraph(`<w:hyperlink r:id="bad">${run('press')}</w:hyperlink>`);
    const { blocks } = await readDocx(wordFile(body, { raw: { 'word/_rels/document.xml.rels': rels } }));
    expect(blocks[0]).toMatchObject({ content: [{ type: 'text', text: 'press' }] });
    expect(JSON.stringify(blocks)).not.toContain('javascript');
  });
});

describe('what changed or stands aside in a Word file', () => {
  test('insertions are kept, deletions left out, and it is said', async () => {
    const inserted = `<w:ins>${run(' new')}</w:ins>`;
    const deleted = `<w:del><w:r><w:delText> old</w:delText></w:r></w:del>`;
    const { blocks, remarks } = await readDocx(
      wordFile(paragraph(`${run('Our')}${inserted}${deleted}${run(' words')}`)),
    );
    expect(blocks[0]).toMatchObject({ content: [{ text: 'Our new words' }] });
    expect(remarks.join()).toMatch(/tracked changes.*1 place/);
  });

  test('notes, comments, headers and text boxes are listed', async () => {
    const box = `<w:r><mc:AlternateContent><mc:Choice><w:drawing><w:txbxContent>${paragraph('In a box')}</w:txbxContent></w:drawing></mc:Choice>
      <mc:Fallback><w:pict><w:txbxContent>${paragraph('In a box')}</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>`;
    const body = paragraph(
      `${run('Visits happen weekly')}<w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:commentReference w:id="5"/></w:r>${box}`,
    );
    const note = `<w:footnote w:id="0" w:type="separator">${paragraph('-')}</w:footnote><w:footnote w:id="2">${paragraph('Counted in June')}</w:footnote>`;
    const comment = `<w:comment w:id="5" w:author="Sam">${paragraph('Is this right?')}</w:comment>`;
    const { blocks } = await readDocx(
      wordFile(body, {
        parts: [
          { name: 'word/footnotes.xml', type: 'footnotes', xml: rooted('footnotes', note) },
          { name: 'word/comments.xml', type: 'comments', xml: rooted('comments', comment) },
          { name: 'word/header1.xml', type: 'header', xml: rooted('hdr', paragraph('Draft 3')) },
        ],
      }),
    );
    const asides = blocks.flatMap((block) => (block.kind === 'aside' ? [`${block.as}: ${block.text}`] : []));
    expect(asides).toEqual([
      'text: In a box',
      'note: Counted in June',
      'comment: Is this right?',
      'text: Draft 3',
    ]);
    const noted = blocks.find((block) => block.kind === 'aside' && block.as === 'note');
    expect(noted).toMatchObject({ reason: 'A footnote beside “Visits happen weekly”' });
  });

  test('pictures, hidden text and contents lines are listed', async () => {
    const picture =
      '<w:r><w:drawing><wp:docPr id="1" descr="A chart of visits"/><a:blip r:embed="x"/></w:drawing></w:r>';
    const document = await readDocx(
      wordFile(
        paragraph('Foreword 3', { style: 'TOC1' }) +
          paragraph(picture) +
          paragraph(`${run('Seen ')}${run('unseen', '<w:vanish/>')}`),
      ),
    );
    const asides = document.blocks.flatMap((block) => (block.kind === 'aside' ? [block.text] : []));
    expect(asides).toEqual(['Foreword 3', 'A chart of visits', 'unseen']);
  });
});

describe('a Word table', () => {
  test('has its cells with their fill', async () => {
    const [block] = await blocksOf(table([['Recommendation', { text: '', fill: '00B050' }]]));
    expect(block).toMatchObject({ kind: 'table', rows: [[{ shading: null }, { shading: '00B050' }]] });
  });
});

test('every word of the text parts is read', async () => {
  const body = heading(1, 'Context') + paragraph('Our area') + bullet('One') + table([['a', 'b']]);
  expect(linesOf(await readDocx(wordFile(body)))).toEqual(['', 'Context', 'Our area', 'One', 'a', 'b']);
});
