import { describe, expect, test } from '@jest/globals';
import { matchJudgement, matchSide } from '../../../api/imports/recognising/match.ts';
import { readDocx } from '../../../api/imports/reading/docx/reader.ts';
import { framework, linesOf, lostWords, proposalOf, proposalOfWord, sideOf } from './samples.ts';
import { bullet, heading, paragraph, table, wordFile } from './word-file.ts';

const sif = framework('ofsted-sif-2013');

describe('a heading names a judgement', () => {
  const named = (words: string, id = 'ofsted-sif-2013') => {
    const match = matchJudgement(words, framework(id));
    return match && `${match.judgement.id} ${match.strength}`;
  };

  test.each([
    ['Key judgement 1 - The experiences and progress of children who need help and protection', 'kj1 strong'],
    ['The experiences and progress of children looked after and achieving permanence: CLA', 'kj2 strong'],
    [
      'Key judgement 2 - The experiences and progress of children looked after and achieving permanence: Adoption Performance',
      'kj2.1 strong',
    ],
    [
      'The experiences and progress of children looked after and achieving permanence: The experiences and progress of care leavers',
      'kj2.2 strong',
    ],
    ['3. Leadership, Management & Governance', 'kj3 strong'],
    ['Key Judgement 2.2', 'kj2.2 strong'],
    ['Adoption', 'kj2.1 weak'],
    ['Our adoption numbers', null],
  ])('%s', (words, expected) => {
    expect(named(words)).toBe(expected);
  });

  test('by nearly the words of its title', () => {
    const words = 'The impact of leaders on practice with children and their families';
    expect(named(words, 'ofsted-ilacs-2026')).toBe('leaders strong');
  });

  test('by the longer of two titles that both stand in it', () => {
    const words = 'The experiences and progress of children in care and care leavers';
    expect(named(words, 'ofsted-ilacs-2018')).toBe('care-and-leavers strong');
  });
});

test('a heading names a side by title, alias or end', () => {
  const side = (words: string) => matchSide(words, sif)?.id ?? null;
  expect(side('Areas of Development & Improvement:')).toBe('development');
  expect(side('2.1 Strengths')).toBe('effective');
  expect(side('Adoption: areas for development')).toBe('development');
  expect(side('Strengths and difficulties questionnaire')).toBe(null);
});

const styled = wordFile(
  [
    paragraph('Our self-assessment', { style: 'Title' }),
    heading(1, '1. Welcome'),
    paragraph('We wrote this together.'),
    heading(1, 'Key judgement 1 - The experiences and progress of children who need help and protection'),
    paragraph('Most families know us.'),
    heading(2, 'What is working well'),
    bullet('Calls are answered within a day.'),
    heading(3, 'Front door'),
    bullet('Screening is prompt:'),
    bullet('on weekdays', 1),
    bullet('at weekends', 1),
    paragraph('This took a year.'),
    heading(2, 'Areas for improvement'),
    heading(3, 'Front door'),
    bullet('Some calls wait.'),
    heading(1, 'Appendix A'),
    heading(2, 'Recommendations of 2019'),
    table([
      ['Recommendation', 'Where we are now: update', 'RAG'],
      ['1. Answer the phone', 'It is answered', { text: '', fill: '00B050' }],
      ['2. Write it down', '', { text: 'Started', fill: '' }],
    ]),
    heading(1, 'Glossary'),
    paragraph('A short list of words.'),
  ].join(''),
);

describe('a Word file with headings', () => {
  test('becomes sections by side and theme, in order', async () => {
    const proposal = await proposalOfWord(styled);
    expect(proposal.title).toBe('Our self-assessment');
    expect(proposal.sections[0]?.overview.map(({ text }) => text)).toEqual(['Most families know us.']);
    expect(sideOf(proposal, 'kj1', 'effective')).toEqual([
      'claim: Calls are answered within a day.',
      'theme: Front door',
      'claim: Screening is prompt:',
      'sub-point: on weekdays',
      'sub-point: at weekends',
      'paragraph: This took a year.',
    ]);
    expect(sideOf(proposal, 'kj1', 'development')).toEqual(['theme: Front door', 'claim: Some calls wait.']);
    expect(proposal.chapters.map(({ title, place }) => `${place} ${title}`)).toEqual([
      'front Welcome',
      'back Glossary',
    ]);
  });

  test('gives its recommendations with progress told from colour', async () => {
    const { recommendations } = await proposalOfWord(styled);
    expect(recommendations).toMatchObject([
      { recommendation: 'Answer the phone', position: 'It is answered', progress: 'Green', inferred: true },
      { recommendation: 'Write it down', position: '', progress: 'Started', inferred: false },
    ]);
  });

  test('loses no word', async () => {
    const source = linesOf(await readDocx(styled)).join(' ');
    expect(lostWords(source, await proposalOfWord(styled), sif)).toEqual([]);
  });

  test('lists the headings that the framework words otherwise', async () => {
    const { unplaced } = await proposalOfWord(styled);
    expect(unplaced.map(({ kind, text }) => `${kind}: ${text}`)).toEqual([
      'heading: 1.',
      expect.stringMatching(/^heading: Key judgement 1/),
      'heading: What is working well',
      'heading: Areas for improvement',
      'heading: Appendix A',
      'heading: Recommendations of 2019',
      'heading: Recommendation · Where we are now: update · RAG',
    ]);
  });
});

describe('a Word file without heading styles', () => {
  const lines = (bold: boolean) => [
    paragraph('Our self-assessment', { bold }),
    paragraph('1. Welcome', { bold }),
    paragraph('We wrote this together.'),
    paragraph('Key judgement 3: Leadership, management and governance', { bold }),
    paragraph('Strengths', { bold }),
    paragraph('Workforce', { bold }),
    bullet('Fewer people leave.'),
    paragraph('Areas for development', { bold }),
    bullet('Training is patchy.'),
    paragraph('It is being planned.'),
  ];

  test.each([
    ['bold', true],
    ['plain', false],
  ])('is understood by its %s lines', async (_name, bold) => {
    const proposal = await proposalOfWord(wordFile(lines(bold).join('')));
    expect(proposal.title).toBe('Our self-assessment');
    expect(proposal.chapters.map(({ title }) => title)).toEqual(['Welcome']);
    expect(sideOf(proposal, 'kj3', 'effective')).toEqual(['theme: Workforce', 'claim: Fewer people leave.']);
    expect(sideOf(proposal, 'kj3', 'development')).toEqual([
      'claim: Training is patchy.',
      'paragraph: It is being planned.',
    ]);
  });

  test('has bullets that were typed or set in by hand', async () => {
    const body = [
      paragraph('Leadership, management and governance', { bold: true }),
      paragraph('Strengths', { bold: true }),
      paragraph('• Fewer people leave.'),
      paragraph('o in the north'),
      paragraph('Areas for development', { bold: true }),
      paragraph('Training is patchy.', { level: 0, indent: 360 }),
      paragraph('for managers', { level: 0, indent: 1080 }),
    ];
    const proposal = await proposalOfWord(wordFile(body.join('')));
    expect(sideOf(proposal, 'kj3', 'effective')).toEqual([
      'claim: Fewer people leave.',
      'sub-point: in the north',
    ]);
    expect(sideOf(proposal, 'kj3', 'development')).toEqual([
      'claim: Training is patchy.',
      'sub-point: for managers',
    ]);
  });

  test('has sides beside each other in a table', async () => {
    const body = [
      paragraph('Leadership, management and governance', { bold: true }),
      table([
        ['Strengths', 'Areas for development'],
        [bullet('Fewer people leave.'), bullet('Training is patchy.')].map((cell) =>
          cell.replace('<w:p>', '<w:p>'),
        ),
      ]),
    ];
    const proposal = await proposalOfWord(wordFile(body.join('')));
    expect(sideOf(proposal, 'kj3', 'effective')).toEqual(['claim: Fewer people leave.']);
    expect(sideOf(proposal, 'kj3', 'development')).toEqual(['claim: Training is patchy.']);
  });
});

describe('a Markdown file', () => {
  test('of Area SEND becomes sections by criterion', async () => {
    const text =
      '## Criterion 3\n\n### What is working well\n\n- Help comes early.\n\n### Next steps\n\n- Waits are long.\n';
    const proposal = await proposalOf(text, 'ofsted-cqc-area-send-2023');
    expect(sideOf(proposal, 'c3', 'effective')).toEqual(['claim: Help comes early.']);
    expect(sideOf(proposal, 'c3', 'development')).toEqual(['claim: Waits are long.']);
  });

  test('leaves a section with sides and a strange heading to the person', async () => {
    const proposal = await proposalOf('# Youth justice\n\n## Strengths\n\n- Fewer offend.\n');
    expect(proposal.sections).toMatchObject([{ judgement: null, heading: 'Youth justice' }]);
    expect(proposal.counts.claims).toBe(1);
  });

  test('without any judgement becomes chapters, and says so', async () => {
    const proposal = await proposalOf('# Welcome\n\nHello.\n\n# Thanks\n\nBye.\n');
    expect(proposal.chapters.map(({ title }) => title)).toEqual(['Welcome', 'Thanks']);
    expect(proposal.remarks.join()).toMatch(/No heading of this file was recognised/);
  });

  test('keeps other tables as unplaced, a line a row', async () => {
    const text = '# Adoption\n\n## Strengths\n\n- Good.\n\n| Year | Matches |\n|---|---|\n| 2019 | 12 |\n';
    const { unplaced } = await proposalOf(text);
    expect(unplaced).toContainEqual(
      expect.objectContaining({ kind: 'table', text: 'Year | Matches\n2019 | 12' }),
    );
  });

  test('takes the title when one heading stands above all', async () => {
    const proposal = await proposalOf('# Our year\n\n## Welcome\n\nHello.\n\n## Thanks\n\nBye.\n');
    expect(proposal.title).toBe('Our year');
    expect(proposal.counts.frontMatter).toBe(2);
  });

  test('is named after its file when it has no title', async () => {
    expect((await proposalOf('# Welcome\n\nHello.\n')).title).toBe('ours');
  });
});
