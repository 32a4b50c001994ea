import { describe, expect, test } from '@jest/globals';
import { internalDocument, internalPage } from '../../exports/internal/document.ts';
import type { ExportPostIt, InternalExport } from '../../exports/internal/input.ts';
import { claimId, sampleExport } from './sample-export.ts';

const at = '2026-04-28T10:15:00.000Z';
const author = { name: 'Pat Osei', organisation: 'Ambershire Police' };
const postIt = (change: Partial<ExportPostIt> = {}): ExportPostIt => ({
  number: 1,
  section: 'kj1',
  claim: claimId(3),
  quoted: 'Claim number 3, told once.',
  author,
  note: 'Our figures differ from these.',
  at,
  replies: [{ author: { name: 'Meera Shah', organisation: '' }, note: 'I will send the extract.', at }],
  dealtWith: null,
  ...change,
});

const settled = postIt({
  number: 2,
  claim: null,
  quoted: '',
  note: 'School nurses are missing.',
  replies: [],
  dealtWith: { disposition: 'Not taken up', reason: 'They are in claim 7.', by: author, at },
});

const input: InternalExport = {
  ...sampleExport(),
  postIts: [
    settled,
    postIt(),
    postIt({ section: 'foreword', claim: 'gone', note: 'A note on the foreword' }),
  ],
  unexplained: ['YOT'],
};
const document = internalDocument(input);
const plain = document.html
  .replace(/[\s\S]*<body>/, '')
  .replace(/<svg class="chart"[\s\S]*?<\/svg>/, '')
  .replace(/data-ref="([^"]*)"[^>]*>/g, '>$1 ')
  .replace(/<[^>]+>/g, ' ')
  .replace(/\s+/g, ' ');

describe('the internal edition', () => {
  test('says so on every page', () => {
    expect(document.html).toContain('@bottom-center { content: "INTERNAL DRAFT"');
    expect(internalPage(input)).toContain('<p class="mark">INTERNAL DRAFT</p>');
  });

  test('shows post-its by section and number, with their threads and what became of them', () => {
    expect(plain).toContain(
      'Foreword 1 Pat Osei (Ambershire Police) , 28 April 2026, 11:15, on a claim that is gone',
    );
    expect(plain).toMatch(
      /Pat Osei \(Ambershire Police\) , 28 April 2026, 11:15, on KJ1\.E3 “Claim number 3, told once\.” Our figures differ from these\. Meera Shah , 28 April 2026, 11:15: I will send the extract\. Not dealt with yet\./,
    );
    expect(plain).toContain(
      'on the section School nurses are missing. Not taken up by Pat Osei (Ambershire Police), 28 April 2026, 11:15: They are in claim 7.',
    );
    expect(document.html.indexOf('Our figures')).toBeLessThan(document.html.lastIndexOf('School nurses'));
  });

  test('lists what is still open, and nothing that is not', () => {
    const open = /Open points[\s\S]*How the claims are supported/.exec(
      plain.slice(plain.indexOf('Sign-off', 1000)),
    )?.[0];
    expect(open).toContain('Judgements without a grade KJ2 :');
    expect(open).toContain('KJ1.E2 : Claim number 2');
    expect(open).not.toContain('KJ1.E5 :');
    expect(open).toContain('Post-it 1 on KJ1 : Our figures differ from these.');
    expect(open).not.toContain('School nurses');
    expect(open).toContain('Acronyms that are never explained YOT');
  });

  test('draws how claims are supported as a picture that says its numbers, and as a table', () => {
    expect(document.html).toMatch(
      /<svg class="chart" role="img" aria-label="KJ1, What works well: 6 of 24 claims with evidence; /,
    );
    expect(plain).toContain('KJ1 What works well 24 6 18');
  });

  test('names every place a link leads to, and every heading once', () => {
    const linked = [...document.html.matchAll(/href="#([^"]+)"/g)].map((match) => match[1] ?? '');
    expect(linked.filter((id) => !document.html.includes(`id="${id}"`))).toEqual([]);
    expect(linked.filter((id) => !(id in document.targets))).toEqual([]);
    const drawn = [...document.html.matchAll(/<h([1-4])[^>]*>([\s\S]*?)<\/h\1>/g)];
    expect(drawn).toHaveLength(document.headings.length);
  });

  test('holds its strings in order', () => {
    const squeezed = plain.replace(/\s/g, '');
    let from = 0;
    const missing = document.strings.filter((string) => {
      const wanted = escaped(string).replace(/\s/g, '');
      const found = squeezed.indexOf(wanted, from);
      if (found >= 0) from = found + wanted.length;
      return found < 0;
    });
    expect(missing).toEqual([]);
  });
});

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/'/g, '&#x27;').replace(/"/g, '&quot;').replace(/=/g, '&#x3D;');
}
