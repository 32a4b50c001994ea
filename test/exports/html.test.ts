import { describe, expect, test } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { schema } from '../../editor/schema/schema.ts';
import { inspectionDocument } from '../../exports/inspection.ts';
import type { AssessmentExport } from '../../exports/input.ts';
import { cite, claim, claimId, evidence, paragraph, region, sampleExport, words } from './sample-export.ts';

const templates = new URL('../../templates/', import.meta.url);
const body = (input: AssessmentExport): string =>
  /<body>[\s\S]*/.exec(inspectionDocument(input).html)?.[0] ?? '';
const withChapter = (...content: Parameters<typeof region>): string =>
  body(sampleExport({ chapters: [{ id: 'x', title: 'X', place: 'front', text: region(...content) }] }));
const withClaim = (change: Partial<AssessmentExport>, ...content: Parameters<typeof claim>[1]): string =>
  withChapterOf(claim(1, content), change);
const withChapterOf = (block: ReturnType<typeof claim>, change: Partial<AssessmentExport>): string =>
  body(
    sampleExport({
      chapters: [{ id: 'x', title: 'X', place: 'front', text: region(block) }],
      judgements: [],
      ...change,
    }),
  );

describe('the templates', () => {
  const files = ['print/', 'screen/', 'partials/', ''].flatMap((folder) =>
    readdirSync(new URL(folder || '.', templates))
      .filter((file) => file.endsWith('.hbs'))
      .map((file) => folder + file),
  );

  test.each(files)('%s escapes everything it prints', (file) => {
    const source = readFileSync(new URL(file, templates), 'utf8');
    expect(source).not.toMatch(/\{\{\{|\{\{&/);
    const isForPaper = !file.startsWith('screen/');
    expect(source).not.toMatch(/<script|<iframe/i);
    if (isForPaper)
      expect(source).not.toMatch(/<dl\b|<q\b|role=(?!"img")|sr-only|visually-hidden|<td><\/td>/i);
  });
});

describe('a document in HTML', () => {
  test('draws every node and mark of the schema', () => {
    expect(Object.keys(schema.nodes).sort()).toEqual(
      ['citation', 'claim', 'doc', 'hardBreak', 'paragraph', 'text', 'theme'].sort(),
    );
    expect(Object.keys(schema.marks).sort()).toEqual(['bold', 'italic', 'link']);
    const html = withChapter({
      type: 'paragraph',
      attrs: { bullet: false },
      content: [
        { type: 'text', text: 'strong', marks: [{ type: 'bold' }] },
        { type: 'text', text: 'both', marks: [{ type: 'bold' }, { type: 'italic' }] },
        { type: 'hardBreak' },
        { type: 'text', text: 'one ', marks: [link] },
        { type: 'text', text: 'link', marks: [link, { type: 'italic' }] },
        cite(1, '4'),
      ],
    });
    expect(html).toContain(
      '<p><strong>strong</strong><strong><em>both</em></strong><br>' +
        '<a href="https://example.org/">one <em>link</em></a> ' +
        '<a class="citation short" href="#ev-E001r1">[E001, p.4]</a></p>',
    );
  });

  test('nests sub-points in their claim', () => {
    const input = sampleExport({ judgements: [] });
    input.chapters = [
      {
        id: 'x',
        title: 'X',
        place: 'front',
        text: region(claim(1, ['First']), claim(0, ['Under it'], 1), claim(2, ['Second'])),
      },
    ];
    expect(body(input).replace(/\s+/g, ' ')).toContain(
      `<li id="c-${claimId(1)}" data-ref="KJ1.E1"><p>First</p> <ul> <li>Under it</li> </ul> </li> ` +
        `<li id="c-${claimId(2)}" class="whole" data-ref="KJ1.E2"><p>Second</p>`,
    );
  });

  test('keeps a word with a hyphen together on the cover, unless it might not fit a line', () => {
    expect(body(sampleExport())).toContain('<h1><span class="together">Self-assessment</span> of children');
    const long = body(sampleExport({ title: 'A self-assessment-of-all-we-do' }));
    expect(long).toContain('<h1>A self-assessment-of-all-we-do</h1>');
  });

  test('escapes the words of people', () => {
    const html = withChapter(paragraph('<img src="http://x/"> & "quotes"'));
    expect(html).toContain('&lt;img src&#x3D;&quot;http://x/&quot;&gt; &amp; &quot;quotes&quot;');
  });

  test('turns no unsafe address into a link', () => {
    for (const href of ['javascript:alert(1)', 'file:///etc/passwd', '//host/x', 'data:text/html,x']) {
      const html = withChapter({
        type: 'paragraph',
        attrs: { bullet: false },
        content: [{ type: 'text', text: 'words stay', marks: [{ type: 'link', attrs: { href } }] }],
      });
      expect(html).toContain('<p>words stay</p>');
    }
  });

  test('leaves out control characters and direction overrides', () => {
    expect(withChapter(paragraph('a\u0000b\u202ec\u2066d\ud800e'))).toContain('<p>abcd\ufffde</p>');
  });

  test('keeps a running head inside its CSS string', () => {
    const html = inspectionDocument(sampleExport({ council: '"; } </style><script>alert(1)</script>' })).html;
    expect(html).toContain('content: "\\22 \\3b  \\7d  \\3c \\2f style\\3e');
    expect(html.split('</style>')).toHaveLength(2);
    expect(html).not.toContain('<script');
  });
});

describe('citations', () => {
  test.each([
    ['', '[E001]'],
    ['4', '[E001, p.4]'],
    ['4-6', '[E001, pp.4–6]'],
    ['table 2', '[E001, table 2]'],
  ])('print the pinpoint %p as %p', (page, label) => {
    expect(withClaim({}, 'Words', cite(1, page))).toContain(`>${label}</a>`);
  });

  test('stand one space from the words around them', () => {
    const html = withClaim({}, 'Before', cite(1), cite(2), 'after', cite(3), '.');
    expect(html.replace(/<[^>]+>/g, '')).toContain('Before [E001] [E002] after [E003].');
  });

  test('go to the revision they cite', () => {
    const both = [evidence(1), evidence(1, { revision: 2 })];
    expect(withClaim({ evidence: both }, cite(1, '', 2))).toContain('href="#ev-E001r2"');
  });

  test('of evidence that is not in the input say only who holds it', () => {
    const html = withClaim({}, 'A', cite(77, '4'));
    expect(html).toContain('A <span class="citation short">[held by the council]</span>');
    expect(html).not.toContain('E077');
  });

  test('are listed under the evidence by claim number', () => {
    const html = withClaim({}, words('A claim'), cite(2, '4'), cite(2, '5'));
    expect(html).toContain(`<a href="#c-${claimId(1)}">KJ1.E1</a></p>`);
    expect(html.match(/>KJ1\.E1<\/a>/g)).toHaveLength(1);
  });
});

describe('a judgement', () => {
  test('shows its grade only where it is graded and set', () => {
    const grades = body(sampleExport()).match(/class="grade"/g);
    expect(grades).toHaveLength(1);
  });

  test('says so when a side is empty', () => {
    const input = sampleExport();
    const first = input.judgements[0];
    input.judgements = first
      ? [{ ...first, sides: [{ id: 'effective', title: 'What works well', text: region() }] }]
      : [];
    expect(body(input)).toContain('Nothing written yet.');
  });
});

const link = { type: 'link', attrs: { href: 'https://example.org/' } } as const;
