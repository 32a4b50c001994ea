import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Correction, Proposal } from '../../../api/imports/contract.ts';
import { applyCorrections } from '../../../api/imports/corrections.ts';
import { blocksOf } from '../../../api/imports/recognising/counts.ts';
import { seedFrom } from '../../../api/imports/seed.ts';
import { framework, lostWords, proposalOf, sideOf } from './samples.ts';

const sif = framework('ofsted-sif-2013');
const source = `% Our year

# Welcome

Hello to everyone.

# Adoption

## Strengths

### Matching

- Matches are quick (Ofsted, May 2018).
    - even for siblings
- Panels are strong (Ofsted report, May 2018).

## Areas for development

- Reports vary.

| Year | Matches |
|------|---------|
| 2018 | 12      |

# Youth justice

## Strengths

- Fewer offend.
`;

let proposal: Proposal;

beforeAll(async () => {
  proposal = await proposalOf(source);
});

function keyOf(text: string): string {
  const things = [
    ...blocksOf(proposal),
    ...proposal.unplaced,
    ...proposal.chapters.map(({ key, title }) => ({ key, text: title })),
  ];
  const thing = things.find((one) => one.text.startsWith(text));
  if (!thing) throw new Error(`Nothing begins with ${text}`);
  return thing.key;
}

function sectionKey(judgement: string | null): string {
  return proposal.sections.find((section) => section.judgement === judgement)?.key ?? '';
}

function after(...corrections: Correction[]): Proposal {
  const corrected = applyCorrections(proposal, corrections, sif);
  expect(lostWords(source.replace('%', ''), corrected, sif)).toEqual([]);
  return corrected;
}

describe('a correction', () => {
  test('gives the assessment another title and lists the old one', () => {
    const corrected = after({ kind: 'title', title: 'Self-assessment' });
    expect(corrected.title).toBe('Self-assessment');
    expect(corrected.unplaced.map(({ text }) => text)).toContain('Our year');
  });

  test('gives a section its judgement', () => {
    const corrected = after({ kind: 'section', section: sectionKey(null), judgement: 'kj3' });
    expect(sideOf(corrected, 'kj3', 'effective')).toEqual(['claim: Fewer offend.']);
    expect(corrected.unplaced.map(({ text }) => text)).toContain('Youth justice');
  });

  test('joins a section to one with the same judgement', () => {
    const corrected = after({ kind: 'section', section: sectionKey(null), judgement: 'kj2.1' });
    expect(corrected.sections).toHaveLength(1);
    expect(sideOf(corrected, 'kj2.1', 'effective')).toContain('claim: Fewer offend.');
  });

  test('drops a section into the list', () => {
    const corrected = after({ kind: 'drop-section', section: sectionKey(null) });
    expect(corrected.sections).toHaveLength(1);
    expect(corrected.unplaced.map(({ text }) => text)).toContain('Fewer offend.');
  });

  test('makes a claim a theme, and its sub-points claims', () => {
    const corrected = after({ kind: 'block', block: keyOf('Matches are'), as: 'theme' });
    expect(sideOf(corrected, 'kj2.1', 'effective')).toEqual([
      'theme: Matching',
      'theme: Matches are quick (Ofsted, May 2018).',
      'claim: even for siblings',
      'claim: Panels are strong (Ofsted report, May 2018).',
    ]);
  });

  test('moves a claim to the other side with its sub-points', () => {
    const section = sectionKey('kj2.1');
    const corrected = after({ kind: 'move-block', block: keyOf('Matches'), section, region: 'development' });
    expect(sideOf(corrected, 'kj2.1', 'development')).toEqual([
      'claim: Matches are quick (Ofsted, May 2018).',
      'sub-point: even for siblings',
      'claim: Reports vary.',
    ]);
  });

  test('moves a claim to the overview as a bullet', () => {
    const section = sectionKey('kj2.1');
    const corrected = after({ kind: 'move-block', block: keyOf('Reports'), section, region: 'overview' });
    expect(corrected.sections[0]?.overview).toMatchObject([{ kind: 'bullet', text: 'Reports vary.' }]);
  });

  test('leaves a claim out, and its source loses the mention', () => {
    const corrected = after({ kind: 'leave-out-block', block: keyOf('Matches are') });
    expect(corrected.counts.claims).toBe(proposal.counts.claims - 1);
    expect(corrected.proposedSources[0]?.claims).toHaveLength(1);
  });

  test('places a table as paragraphs, one a row', () => {
    const section = sectionKey('kj2.1');
    const item = keyOf('Year |');
    const corrected = after({ kind: 'place', item, section, region: 'development', as: 'paragraph' });
    expect(sideOf(corrected, 'kj2.1', 'development')).toEqual([
      'claim: Reports vary.',
      'paragraph: Year | Matches',
      'paragraph: 2018 | 12',
    ]);
  });

  test('makes a chapter of an item, or adds it to one', () => {
    const item = keyOf('Year |');
    const made = after({ kind: 'place-as-chapter', item, title: 'Figures' });
    expect(made.chapters.at(-1)).toMatchObject({ title: 'Figures', place: 'back' });
    const added = after({ kind: 'place-in-chapter', item, chapter: keyOf('Welcome') });
    expect(added.chapters[0]?.blocks.map(({ text }) => text)).toContain('2018 | 12');
  });

  test('renames a chapter or leaves it out', () => {
    const chapter = keyOf('Welcome');
    expect(after({ kind: 'chapter', chapter, title: 'Foreword' }).chapters[0]?.title).toBe('Foreword');
    expect(after({ kind: 'leave-out-chapter', chapter }).chapters).toEqual([]);
  });

  test('edits, joins and leaves out sources', async () => {
    const text = '# Adoption\n\n## Strengths\n\n- One (Ofsted, May 2017).\n- Two (Panel report).\n';
    const two = await proposalOf(text);
    const corrected = applyCorrections(
      two,
      [
        { kind: 'source', source: 'q1', title: 'Ofsted letter', date: null },
        { kind: 'merge-sources', source: 'q2', into: 'q1' },
      ],
      sif,
    );
    expect(corrected.proposedSources).toMatchObject([
      { source: 'Ofsted letter', date: null, claims: [{}, {}] },
    ]);
    const without = applyCorrections(two, [{ kind: 'leave-out-source', source: 'q1' }], sif);
    expect(without.counts.sources).toBe(1);
  });

  test('never changes the proposal it was made for', () => {
    const before = structuredClone(proposal);
    after({ kind: 'leave-out-block', block: keyOf('Matches are') });
    expect(proposal).toEqual(before);
  });

  test.each<[string, Correction]>([
    ['a block that is not there', { kind: 'block', block: 'b999', as: 'claim' }],
    ['a judgement that is not there', { kind: 'section', section: 's1', judgement: 'kj9' }],
    ['a judgement without a section', { kind: 'section', section: 's1', judgement: 'overall' }],
    ['a source joined to itself', { kind: 'merge-sources', source: 'q1', into: 'q1' }],
    ['a claim in a chapter', { kind: 'block', block: 'b1', as: 'claim' }],
  ])('is refused for %s', (_name, correction) => {
    expect(() => applyCorrections(proposal, [correction], sif)).toThrow(
      /Reload|no such section|two different|stands on a side/,
    );
  });
});

describe('the assessment that is made', () => {
  test('needs a judgement for every section', () => {
    expect(() => seedFrom(proposal, new Map())).toThrow(/Choose the judgement that “Youth justice”/);
  });

  test('has claims with ids and citations at their end', () => {
    const block = keyOf('Panels');
    const settled = after({ kind: 'drop-section', section: sectionKey(null) });
    const attrs = { evidence: 'a'.repeat(24), revision: 1, page: '', quote: '' };
    const seed = seedFrom(settled, new Map([[block, [attrs]]]));
    expect(seed.sections[0]?.regions['effective']?.content.at(-1)).toEqual({
      type: 'claim',
      attrs: { id: expect.stringMatching(/^[a-z0-9]{12}$/), level: 0 },
      content: [
        { type: 'text', text: 'Panels are strong (Ofsted report, May 2018).' },
        { type: 'citation', attrs },
      ],
    });
  });
});
