import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { findAcronyms } from '../../../api/assessments/glossary/acronyms.ts';
import { explain } from '../../../api/assessments/glossary/rules.ts';
import type { GlossaryView } from '../../../api/assessments/contract.ts';
import { createAssessment } from '../../../api/assessments/service.ts';
import type { RegionText } from '../../../editor/schema/document.ts';
import { startTestApp, type TestApp } from '../../support/app.ts';
import { newCouncil, type TestPerson } from '../../support/people.ts';

const found = (...lines: string[]): Record<string, string | null> =>
  Object.fromEntries(
    findAcronyms(lines.map((words) => ({ section: 's', words }))).map(({ term, expansion }) => [
      term,
      expansion,
    ]),
  );

describe('the acronyms of a text', () => {
  test.each([
    ['the Multi-Agency Safeguarding Hub (MASH) opened', { MASH: 'Multi-Agency Safeguarding Hub' }],
    ['MASH (Multi-Agency Safeguarding Hub) opened', { MASH: 'Multi-Agency Safeguarding Hub' }],
    ['the Department for Education (DfE) wrote', { DfE: 'Department for Education' }],
    ['Independent Reviewing Officers (IROs) met', { IRO: 'Independent Reviewing Officers' }],
    ['where children ‘should be placed for adoption’ (SHOPA)', { SHOPA: 'should be placed for adoption' }],
    ['the ASU (see page 4) and the YOT', { ASU: null, YOT: null }],
    ['the hub’s police (PVP) team', { PVP: null }],
    ['the MASH’s and the LSCB, twice: LSCB', { MASH: null, LSCB: null }],
  ])('are found in “%s”', (line, acronyms) => {
    expect(found(line)).toEqual(acronyms);
  });

  test.each([
    'Part II and Part IV are OK in the UK, says Ofsted',
    'See KJ1, KJ2A.E3, HP.E12, E012 and Year 6',
    'WHAT WE WILL DO NEXT FOR CHILDREN',
    'McDonald wrote on LinkedIn, iPad in hand',
    'A child of 5 told us: I want to stay',
  ])('are none in “%s”', (line) => {
    expect(found(line)).toEqual({});
  });

  test('are counted, with the line of their first use', () => {
    const lines = [
      { section: 'one', words: 'First the CSE team' },
      { section: 'two', words: 'Then CSE, and CSE again' },
    ];
    expect(findAcronyms(lines)).toEqual([{ term: 'CSE', uses: 3, first: lines[0], expansion: null }]);
  });

  test('are explained by the council first, by the text next, whatever their case', () => {
    const text = {
      body: body(
        'A written statement of action (WSoA). The WSOA and the CAF, and the Common Assessment Framework (CAF). A YOT.',
      ),
    };
    const section = { id: 's', regions: [{ id: 'body' }], text };
    const own = [{ term: 'caf', meaning: 'Our own words' }];
    const { glossary, unexplained } = explain([section], own);
    expect(glossary).toEqual([...own, { term: 'WSoA', meaning: 'Written statement of action' }]);
    expect(unexplained).toEqual(['YOT']);
  });
});

function body(text: string): RegionText {
  return {
    type: 'doc',
    content: [{ type: 'paragraph', attrs: { bullet: false }, content: [{ type: 'text', text }] }],
  };
}

describe('the glossary of an assessment', () => {
  let app: TestApp;
  let ada: TestPerson;
  let path: string;

  beforeAll(async () => {
    app = await startTestApp();
    ada = await newCouncil(app);
    const text = body('The Multi-Agency Safeguarding Hub (MASH) and the YOT meet.');
    const { id } = await createAssessment(await ada.actor(), {
      title: 'With acronyms',
      framework: 'ofsted-ilacs-2018',
      chapters: [{ title: 'Foreword', place: 'front', text }],
      sections: [],
      recommendations: [],
    });
    path = `/assessments/${id}/glossary`;
  });

  afterAll(() => app.close());

  test('says what the text uses, where first, and what is explained nowhere', async () => {
    const { body: view } = await ada.client.get<GlossaryView>(path);
    expect(view).toMatchObject({ revision: 0, entries: [], unexplained: ['YOT'], rights: { change: true } });
    expect(view.found[0]).toMatchObject({ term: 'MASH', expansion: 'Multi-Agency Safeguarding Hub' });
    expect(view.found[1]?.first).toMatchObject({
      title: 'Foreword',
      words: 'The Multi-Agency Safeguarding Hub (MASH) and the YOT meet.',
    });
  });

  test('is replaced as a whole, and not over what someone else saved', async () => {
    const entries = [{ term: 'YOT', meaning: 'Youth offending team' }];
    const saved = await ada.client.put<GlossaryView>(path, { revision: 0, entries });
    expect(saved.body).toMatchObject({ revision: 1, entries, unexplained: [] });
    const late = await ada.client.put(path, { revision: 0, entries: [] });
    expect(late.status).toBe(409);
    expect((await ada.client.get<GlossaryView>(path)).body.entries).toEqual(entries);
  });

  test('refuses a term without a meaning, and a term that is there twice', async () => {
    const entries = [
      { term: 'YOT', meaning: '' },
      { term: 'yot', meaning: 'Twice' },
    ];
    const { status, body: answer } = await ada.client.put<{ fields: unknown }>(path, {
      revision: 1,
      entries,
    });
    expect(status).toBe(400);
    expect(JSON.stringify(answer)).toMatch(/Enter what it means/);
    const twice = entries.map((entry) => ({ ...entry, meaning: 'Youth offending team' }));
    const again = await ada.client.put(path, { revision: 1, entries: twice });
    expect(JSON.stringify(again.body)).toMatch(/This term is there already/);
  });
});
