import { describe, expect, test } from '@jest/globals';
import { attributionsIn } from '../../../api/imports/recognising/attributions.ts';
import { proposalOf } from './samples.ts';

async function sourcesOf(...claims: string[]) {
  const bullets = claims.map((claim) => `- ${claim}`).join('\n');
  const { proposedSources } = await proposalOf(`# Adoption\n\n## Strengths\n\n${bullets}\n`);
  return proposedSources.map(({ source, claims: mentions }) => [source, mentions.length]);
}

describe('a text names a source in brackets', () => {
  const named = (text: string) => attributionsIn(text).map(({ name, dateText }) => [name, dateText]);

  test.each([
    ['It works (LGA Peer Review, October 2017).', [['LGA Peer Review', 'October 2017']]],
    ['It works. (Ofsted Feb 2018)', [['Ofsted', 'February 2018']]],
    ['It works (Staff survey, 12 March 2024)', [['Staff survey', '12 March 2024']]],
    ['It works (Annual complaints report 2016/17)', [['Annual complaints report', '2016/17']]],
    ['It works [Source: Practice audit, Spring 2025]', [['Practice audit', 'Spring 2025']]],
    [
      'It works (Staff Health Check, Ofsted focused visit and LGA Peer Review)',
      [
        ['Staff Health Check', ''],
        ['Ofsted focused visit', ''],
        ['LGA Peer Review', ''],
      ],
    ],
  ])('%s', (text, expected) => {
    expect(named(text)).toEqual(expected);
  });

  test.each([
    'The Local Government Association (LGA) came.',
    'Numbers rose (from 12 in March 2017 to 14).',
    'Visits (weekly) and reviews (as at May 2018) happen.',
    'We share data (including the annual survey).',
  ])('but not in: %s', (text) => {
    expect(named(text)).toEqual([]);
  });

  test('with its page', () => {
    expect(attributionsIn('Seen (Ofsted report, May 2024, p. 12)')).toMatchObject([{ page: '12' }]);
  });
});

describe('one record is proposed for each source', () => {
  test('spellings of one date and visit are joined', async () => {
    const found = await sourcesOf(
      'One (Ofsted, Feb 2018).',
      'Two (Ofsted Feb 2018).',
      'Three (Ofsted Monitoring Visit, February 2018).',
    );
    expect(found).toEqual([['Ofsted Monitoring Visit, February 2018', 3]]);
  });

  test('a name without date joins the one that has it', async () => {
    const found = await sourcesOf('One (LGA Peer Review).', 'Two (LGA Peer Review, October 2017).');
    expect(found).toEqual([['LGA Peer Review, October 2017', 2]]);
  });

  test('several visits named together mean each of them', async () => {
    const found = await sourcesOf(
      'One (Ofsted monitoring visit, May 2017).',
      'Two (Ofsted monitoring visit, June 2018).',
      'Three (Ofsted monitoring visits).',
    );
    expect(found).toEqual([
      ['Ofsted monitoring visit, May 2017', 2],
      ['Ofsted monitoring visit, June 2018', 2],
    ]);
  });

  test('visits of two dates stay two', async () => {
    const found = await sourcesOf('One (Ofsted, May 2017).', 'Two (Ofsted, June 2018).');
    expect(found).toEqual([
      ['Ofsted, May 2017', 1],
      ['Ofsted, June 2018', 1],
    ]);
  });

  test('a claim that names a source twice cites it once', async () => {
    expect(await sourcesOf('One (Ofsted, May 2017) and two (Ofsted, May 2017).')).toEqual([
      ['Ofsted, May 2017', 1],
    ]);
  });

  test('with body, type and day for the library', async () => {
    const { proposedSources } = await proposalOf(
      '# Adoption\n\n## Strengths\n\n- One (LGA Peer Review, October 2017).\n- Two (Case file audit, 2018).\n',
    );
    expect(proposedSources).toMatchObject([
      { sourceBody: 'Local Government Association', type: 'external-validation', date: '2017-10-01' },
      { sourceBody: '', type: 'case-audit', date: null, dateText: '2018' },
    ]);
  });

  test('and the words stay in the claim', async () => {
    const { sections } = await proposalOf('# Adoption\n\n## Strengths\n\n- One (Ofsted, May 2017).\n');
    expect(sections[0]?.sides[0]?.blocks[0]?.text).toBe('One (Ofsted, May 2017).');
  });
});
