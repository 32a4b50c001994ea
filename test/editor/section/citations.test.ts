import { describe, expect, test } from '@jest/globals';
import { EditorState } from '@tiptap/pm/state';
import type { EvidenceView } from '../../../api/evidence/contract.ts';
import { schema } from '../../../editor/schema/schema.ts';
import { citationsOfClaim, insertCitation } from '../../../editor/section/citations/citation-edits.ts';
import { readSearch } from '../../../editor/section/citations/find-evidence.ts';
import { noFacts } from '../../../editor/section/facts.ts';
import { opensSearch } from '../../../editor/section/text/at-sign.ts';
import { citationLabel } from '../../../editor/section/text/citation-chip.ts';
import { isCited, marginMarks } from '../../../editor/section/text/margin-marks.ts';
import { completeHref } from '../../../editor/section/toolbar/complete-href.ts';
import { idAt, region } from './region.ts';

const attrs = { evidence: 'a'.repeat(24), revision: 1, page: '4', quote: '' };
const record = { number: 'E012', withdrawn: null } as EvidenceView;

test('a citation stands apart from the word before it', () => {
  const state = region('Visits are timely|');
  const { doc } = state.apply(insertCitation(state, state.selection.from, attrs));
  expect(doc.textBetween(0, doc.content.size, '\n', '[c]')).toBe('Visits are timely [c]');
});

test('a claim is cited by its sub-points too', () => {
  const { doc } = region('Claim|', '- sub');
  const sub = schema.node('claim', { id: idAt(1), level: 1 }, [schema.node('citation', attrs)]);
  const cited = doc.replace(
    doc.child(0).nodeSize,
    doc.content.size,
    schema.node('doc', null, [sub]).slice(0),
  );
  expect(isCited(doc, 0)).toBe(false);
  expect(isCited(cited, 0)).toBe(true);
  expect(citationsOfClaim(cited, idAt(0)).map((one) => one.attrs.page)).toEqual(['4']);
});

test('claims the register does not know are new; only editors see what lacks evidence', () => {
  const { doc } = EditorState.create({ doc: region('Claim|', '# Theme').doc });
  const drawn = (showUncited: boolean) =>
    marginMarks(doc, { facts: noFacts, showUncited, placeholder: '' }).map(
      (mark) => (mark as unknown as { type: { attrs: Record<string, string> } }).type.attrs,
    );
  expect(drawn(true)).toEqual([{ 'data-number': 'new', class: 'claim--uncited' }]);
  expect(drawn(false)).toEqual([{ 'data-number': 'new' }]);
});

describe('labels', () => {
  test('number and page', () => {
    expect(citationLabel(record, '4', true)).toBe('[E012, p.4]');
    expect(citationLabel(record, '', true)).toBe('[E012]');
  });

  test('a record that may not be seen says so', () => {
    expect(citationLabel(undefined, '', true)).toBe('[evidence not shown]');
    expect(citationLabel(undefined, '', false)).toBe('[…]');
  });

  test('a withdrawn record says so', () => {
    const withdrawn = { ...record, withdrawn: { reason: 'Wrong', by: 'Ann', at: '' } };
    expect(citationLabel(withdrawn, '', true)).toBe('[E012, withdrawn]');
  });
});

describe('the search', () => {
  test.each([
    ['peer review p4', { query: 'peer review', page: '4' }],
    ['peer review pp. 4-6', { query: 'peer review', page: '4-6' }],
    ['2018 report', { query: '2018 report', page: '' }],
  ])('%s', (typed, read) => {
    expect(readSearch(typed)).toEqual(read);
  });

  test('opens at the start of a word, not in an address', () => {
    const at = (line: string) => {
      const state = region(line);
      return opensSearch(state.selection.$from);
    };
    expect(at('Visits |')).toBe(true);
    expect(at('|')).toBe(true);
    expect(at('ann|')).toBe(false);
    expect(at('# Theme |')).toBe(false);
  });
});

test('addresses are completed, unsafe ones refused', () => {
  expect(completeHref('www.gov.uk/children')).toBe('https://www.gov.uk/children');
  expect(completeHref('ann@example.gov.uk')).toBe('mailto:ann@example.gov.uk');
  expect(completeHref('javascript:alert(1)')).toBeNull();
  expect(completeHref('//evil.example')).toBeNull();
});
