import { expect, test } from '@jest/globals';
import { evidencePath, pageFragment } from '../../exports/evidence-path.ts';
import { progressView } from '../../exports/view-models/recommendations.ts';

test.each([
  ['Complete', 'complete'],
  ['done', 'complete'],
  ['Green: on track', 'green'],
  ['AMBER – some slippage', 'amber'],
  ['Red', 'red'],
  ['Amberley centre opened', null],
  ['Reduced caseloads', null],
  ['Not started', null],
])('progress in the words “%s” has the rating %p, and keeps its words', (words, rating) => {
  const view = progressView(words);
  expect(view.rating).toBe(rating);
  expect(view.words).toBe(words);
  expect(view.shape === null).toBe(rating === null);
});

const named = (title: string, filename: string, revision = 1): string =>
  evidencePath({ number: 'E012', title }, { revision, filename });

test('a file is kept in a pack under its number and a plain name', () => {
  expect(named('LGA Peer Review: final report', 'Report FINAL.PDF')).toBe(
    'evidence/E012-lga-peer-review-final-report.pdf',
  );
  expect(named('LGA Peer Review', 'x.docx', 3)).toBe('evidence/E012-r3-lga-peer-review.docx');
  expect(named('Ŵyr a thŷ', 'a.csv')).toBe('evidence/E012-wyr-a-thy.csv');
  expect(named('../../etc', '../x')).toBe('evidence/E012-etc');
  expect(named('☂', 'x.p%df')).toBe('evidence/E012-file');
  expect(named('W'.repeat(200), 'x.pdf')).toBe(`evidence/E012-${'w'.repeat(40)}.pdf`);
});

test('a link opens a page only in a PDF, and only at a number', () => {
  expect(pageFragment('evidence/a.pdf', '4-6')).toBe('#page=4');
  expect(pageFragment('evidence/a.pdf', 'table 2')).toBe('');
  expect(pageFragment('evidence/a.docx', '4')).toBe('');
});
