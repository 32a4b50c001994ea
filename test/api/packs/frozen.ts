import type { Inline } from '../../../editor/schema/document.ts';
import type { Visibility } from '../../../api/evidence/vocabulary.ts';
import { readFrameworkFiles } from '../../../api/frameworks/library.ts';
import type {
  FrozenAssessment,
  FrozenEvidence,
  FrozenPostIt,
} from '../../../api/versions/freezing/contract.ts';

/** The ids of two cited records: one that inspectors may see, one for partners only. */
export const recordId = { shown: 'a'.repeat(24), hidden: 'b'.repeat(24) };

/** Everything about the hidden record that could give it away. */
export const hiddenWords = ['Secret audit', 'secret-audit.docx', 'E002', 'words that only we may read'];

const author = { id: 'n', name: 'Nora Quill', organisation: 'Ambershire Police' };

function record(id: string, visibility: Visibility, words: Partial<FrozenEvidence>): FrozenEvidence {
  return {
    id,
    number: 'E001',
    title: 'Peer challenge letter',
    source: 'Local Government Association',
    type: 'external-validation',
    date: '2025-10',
    visibility,
    notForQuotation: false,
    withdrawn: null,
    revisions: [],
    addedBy: 'Ada',
    addedAt: '2026-01-01T00:00:00.000Z',
    ...words,
  };
}

function file(filename: string): FrozenEvidence['revisions'][number] {
  const stored = { mediaType: 'application/pdf', bytes: 10, sha256: 'cd'.repeat(32), uploadedBy: 'Ada' };
  return { revision: 1, filename, uploadedAt: '2026-01-01T00:00:00.000Z', ...stored };
}

function cite(evidence: string, quote: string): Inline {
  return { type: 'citation', attrs: { evidence, revision: 1, page: '4', quote } };
}

/** An assessment of one judgement with two claims: one cites what inspectors may see, the other what they may not. */
export function frozenAssessment(): FrozenAssessment {
  const framework = readFrameworkFiles().at(-1);
  if (!framework) throw new Error('No framework is shipped');
  const content = [
    { id: 'first00claim', words: 'Families get help early', cited: cite(recordId.shown, 'a quote') },
    {
      id: 'second0claim',
      words: 'Nobody may see why',
      cited: cite(recordId.hidden, 'words that only we may read'),
    },
  ].map(({ id, words, cited }) => ({
    type: 'claim' as const,
    attrs: { id, level: 0 as const },
    content: [{ type: 'text' as const, text: words }, cited],
  }));
  return {
    id: 'c'.repeat(24),
    title: 'Self-assessment of Ambershire',
    council: 'Ambershire County Council',
    framework,
    sections: [
      {
        id: 'd'.repeat(24),
        kind: 'judgement',
        place: 'judgements',
        title: 'Help and care',
        short: 'Help',
        code: 'HC',
        judgement: 'help',
        regions: [
          { id: 'overview', title: 'Overview', letter: null },
          { id: 'effective', title: 'What works well', letter: 'E' },
        ],
        graded: true,
        grades: [{ id: 'good', label: 'Good' }],
        grade: 'good',
        text: { overview: { type: 'doc', content: [] }, effective: { type: 'doc', content } },
        claims: [
          { id: 'first00claim', number: 'HC.E1', formerNumbers: [] },
          { id: 'second0claim', number: 'HC.E2', formerNumbers: [] },
        ],
      },
    ],
    recommendations: [],
    glossary: [],
    evidence: [
      record(recordId.shown, 'inspectors', { revisions: [file('letter.pdf')] }),
      record(recordId.hidden, 'partners', {
        number: 'E002',
        title: 'Secret audit',
        revisions: [file('secret-audit.docx')],
      }),
    ],
  };
}

/** A post-it that was not taken up. */
export function frozenPostIt(): FrozenPostIt {
  const at = '2026-04-01T09:00:00.000Z';
  return {
    id: 'e'.repeat(24),
    number: 1,
    section: 'd'.repeat(24),
    target: { kind: 'section' },
    quoted: '',
    author,
    note: 'A remark between us',
    at,
    replies: [],
    dealtWith: { disposition: 'declined', reason: 'No', by: author, at },
  };
}
