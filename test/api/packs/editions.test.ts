import { describe, expect, test } from '@jest/globals';
import { inspectionDocument, inspectionPage } from '../../../exports/inspection.ts';
import { internalDocument, internalPage } from '../../../exports/internal/document.ts';
import type { Visibility } from '../../../api/evidence/vocabulary.ts';
import type { EditionFacts } from '../../../api/packs/editions/given.ts';
import { inspectionEdition } from '../../../api/packs/editions/inspection.ts';
import { internalEdition } from '../../../api/packs/editions/internal.ts';
import { frozenAssessment, frozenPostIt, hiddenWords, recordId } from './frozen.ts';

const facts = (change: Partial<EditionFacts> = {}): EditionFacts => ({
  copy: { number: null, takenAt: '2026-05-03T13:05:00.000Z', signed: false, hash: 'ab'.repeat(32) },
  signOff: null,
  visibilityNow: {},
  withFiles: true,
  ...change,
});

/** Which of these words stand in a text; short to print when a test fails. */
const found = (text: string, words: readonly string[]): string[] =>
  words.filter((each) => text.includes(each));

/** Everything an edition gives away, in every form it has. */
function everything(visibilityNow: Record<string, Visibility> = {}): string {
  const edition = inspectionEdition(frozenAssessment(), facts({ visibilityNow }));
  return JSON.stringify([edition, inspectionDocument(edition), inspectionPage(edition)]);
}

describe('the inspection edition', () => {
  test('shows what inspectors may see, by number, page, file and fingerprint', () => {
    const all = everything();
    const shown = [
      '[E001, p.4]',
      'evidence/E001-peer-challenge-letter.pdf#page&#x3D;4',
      'Peer challenge letter',
    ];
    expect(found(all, shown)).toEqual(shown);
  });

  test('holds nothing of a record that only partners or the council may see', () => {
    const all = everything();
    expect(found(all, ['[held by the council]'])).toHaveLength(1);
    expect(found(all, hiddenWords)).toEqual([]);
  });

  test('hides a record that became stricter after the version was taken, and not one that became looser', () => {
    const stricter = everything({ [recordId.shown]: 'council' });
    expect(found(stricter, ['Peer challenge letter', 'E001', 'letter.pdf', 'a quote'])).toEqual([]);
    expect(found(everything({ [recordId.hidden]: 'public' }), hiddenWords)).toEqual([]);
  });

  test('holds no post-it, whoever asks', () => {
    const { postIts, ...rest } = internalEdition(frozenAssessment(), [frozenPostIt()], facts());
    expect(postIts).toHaveLength(1);
    const edition = inspectionEdition(frozenAssessment(), facts());
    expect(Object.keys(rest).filter((key) => !(key in edition))).toEqual(['unexplained']);
    expect(found(everything(), ['A remark between us', 'Nora Quill', 'Not taken up', 'ost-it'])).toEqual([]);
  });

  test('is the same bytes for the same version', () => {
    expect(everything() === everything()).toBe(true);
  });
});

describe('the internal edition', () => {
  test('shows every cited record and every post-it', () => {
    const edition = internalEdition(frozenAssessment(), [frozenPostIt()], facts());
    const all = JSON.stringify([internalDocument(edition), internalPage(edition)]);
    const shown = [...hiddenWords.slice(0, 3), 'A remark between us', 'Nora Quill', 'Not taken up'];
    expect(found(all, shown)).toEqual(shown);
  });
});

describe('a copy', () => {
  const labelled = (change: Partial<EditionFacts['copy']>) =>
    inspectionEdition(frozenAssessment(), facts({ copy: { ...facts().copy, ...change } })).version;

  test('is a draft until everybody has signed', () => {
    expect(labelled({})).toMatchObject({ label: 'Draft of 3 May 2026, 14:05', state: 'draft' });
    expect(labelled({ number: 4 })).toMatchObject({ label: 'Version 4, not yet signed', state: 'draft' });
    expect(labelled({ number: 4, signed: true })).toMatchObject({
      label: 'Version 4, signed',
      state: 'signed',
    });
  });

  test('names who signed and who has yet to, and no reasons', () => {
    const helen = { id: 'h', name: 'Helen Carr' };
    const paul = { id: 'p', name: 'Paul Marsden' };
    const signature = { step: 's', by: helen, at: '2026-05-04T09:00:00.000Z', note: 'Read.', hash: 'x' };
    const step = { title: 'Management team', people: [helen, paul], signatures: [signature] };
    const signOff = [
      { ...step, all: true, state: 'open' },
      { ...step, all: false, state: 'signed' },
    ] as const;
    const { signOff: shown } = inspectionEdition(frozenAssessment(), facts({ signOff }));
    const signatures = [{ name: 'Helen Carr', at: '2026-05-04T09:00:00.000Z', note: 'Read.' }];
    expect(shown).toEqual([
      { title: 'Management team', signatures, awaited: ['Paul Marsden'] },
      { title: 'Management team', signatures, awaited: [] },
    ]);
  });
});
