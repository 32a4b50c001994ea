import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { XmlElement } from 'yjs';
import type { AssessmentSeed, AssessmentView } from '../../../api/assessments/contract.ts';
import { createAssessment } from '../../../api/assessments/service.ts';
import { AuditModel } from '../../../api/audit/model.ts';
import type { ClaimView } from '../../../api/claims/contract.ts';
import { ClaimModel } from '../../../api/claims/model.ts';
import { claimNumbers, rebuildRegister } from '../../../api/claims/service.ts';
import { readSection } from '../../../api/collaboration/service.ts';
import type { CitingClaims } from '../../../api/evidence/contract.ts';
import type { ErrorBody } from '../../../api/http/error-handler.ts';
import type { Block, Inline } from '../../../editor/schema/document.ts';
import { openPage, type Page } from '../../collaboration/page.ts';
import { startTestApp, type TestApp } from '../../support/app.ts';
import { newCouncil, newMember, type TestPerson } from '../../support/people.ts';
import { until } from '../../support/until.ts';

const EVIDENCE = 'e'.repeat(24);

let app: TestApp;
let coordinator: TestPerson;
let partner: TestPerson;
const pages: Page[] = [];

beforeAll(async () => {
  app = await startTestApp();
  coordinator = await newCouncil(app);
});
afterAll(async () => {
  for (const page of pages) page.close();
  await app.close();
});

const id = (name: string) => name.padEnd(12, '0');
const theme = (name: string): Block => ({
  type: 'theme',
  attrs: { id: id(name) },
  content: [{ type: 'text', text: `Theme ${name}` }],
});
const claim = (name: string, level: 0 | 1 = 0, ...more: Inline[]): Block => ({
  type: 'claim',
  attrs: { id: id(name), level },
  content: [{ type: 'text', text: `Words of ${name}.` }, ...more],
});
const citation: Inline = {
  type: 'citation',
  attrs: { evidence: EVIDENCE, revision: 1, page: '12', quote: 'as found' },
};

async function newSection(
  effective: Block[],
  development: Block[] = [],
): Promise<AssessmentView['sections'][number]> {
  const seed: AssessmentSeed = {
    title: 'Claims',
    framework: 'ofsted-ilacs-2026',
    chapters: [],
    recommendations: [],
    sections: [
      {
        judgement: 'help-protection',
        regions: {
          effective: { type: 'doc', content: effective },
          development: { type: 'doc', content: development },
        },
      },
    ],
  };
  const { sections, id: assessment } = await createAssessment(await coordinator.actor(), seed);
  partner = await newMember(app, `Pat ${assessment.slice(-6)}`, { assessment, role: 'partner' });
  const section = sections.find((one) => one.code === 'HP');
  if (!section) throw new Error('There is no such section');
  return section;
}

const list = async (section: string) =>
  (await coordinator.client.get<ClaimView[]>(`/sections/${section}/claims`)).body;
const move = (section: string, name: string, to: object, person = coordinator) =>
  person.client.post<ClaimView & ErrorBody>(`/sections/${section}/claims/${id(name)}/move`, to);
const numbers = async (section: string) => (await list(section)).map((one) => `${one.number} ${one.text}`);

function open(section: string): Page {
  const page = openPage({ port: app.port, section, cookie: coordinator.client.cookie() });
  pages.push(page);
  return page;
}

describe('the register of a new section', () => {
  test('numbers claims by side in the order of the text', async () => {
    const section = await newSection([theme('t'), claim('a'), claim('b', 1), claim('c')], [claim('d')]);
    expect(await list(section.id)).toMatchObject([
      {
        id: id('a'),
        number: 'HP.E1',
        theme: { title: 'Theme t' },
        subPoints: ['Words of b.'],
        side: 'effective',
      },
      { id: id('c'), number: 'HP.E2', subPoints: [], formerNumbers: [] },
      { id: id('d'), number: 'HP.A1', theme: null, side: 'development' },
    ]);
    expect(await claimNumbers([section.id])).toEqual({
      [id('a')]: 'HP.E1',
      [id('c')]: 'HP.E2',
      [id('d')]: 'HP.A1',
    });
  });

  test('is counted in the section', async () => {
    const section = await newSection([claim('a', 0, citation), claim('b')]);
    expect(section).toMatchObject({ claims: 2, claimsWithoutEvidence: 1 });
  });
});

describe('what people type', () => {
  test('a new claim gets the next number, a deleted one takes its own along', async () => {
    const { id: section } = await newSection([claim('a'), claim('b')]);
    const page = open(section);
    await until(() => page.isSaved() && page.words().length === 2);
    page.ydoc.getXmlFragment('effective').delete(1, 1);
    await until(async () => (await list(section)).length === 1, 'the claim to go');
    const added = page.ydoc.getXmlFragment('effective').get(0).clone() as XmlElement;
    added.setAttribute('id', id('n'));
    added.setAttribute('level', 0 as unknown as string);
    page.ydoc.getXmlFragment('effective').insert(0, [added]);
    await until(async () => (await list(section)).length === 2, 'the new claim');
    expect(await numbers(section)).toEqual(['HP.E3 Words of a.', 'HP.E1 Words of a.']);
    expect(page.heard.notices).toContain('{"type":"claims"}');
  });

  test('the register made anew keeps every number', async () => {
    const { id: section } = await newSection([claim('a'), claim('b')], [claim('c')]);
    const before = await list(section);
    await ClaimModel.updateMany({ section }, { $set: { text: 'spoilt', present: false } });
    await rebuildRegister(section);
    expect(await list(section)).toEqual(before);
  });
});

describe('moving a claim', () => {
  test('takes its sub-points, marks and citations to another theme', async () => {
    const bold: Inline = { type: 'text', text: ' Bold.', marks: [{ type: 'bold' }] };
    const { id: section } = await newSection([
      claim('a', 0, bold, citation),
      claim('b', 1),
      claim('c'),
      theme('t'),
      claim('d'),
    ]);
    const before = (await readSection(section))['effective']?.content ?? [];
    const answer = await move(section, 'a', { side: 'effective', theme: id('t') });
    expect(answer.body).toMatchObject({
      number: 'HP.E1',
      theme: { id: id('t') },
      subPoints: ['Words of b.'],
    });
    const after = (await readSection(section))['effective']?.content ?? [];
    expect(after).toEqual([2, 3, 4, 0, 1].map((index) => before[index]));
  });

  test('to the other side gives a new number and keeps the old', async () => {
    const { id: section } = await newSection([claim('a'), claim('b')], [claim('c')]);
    const answer = await move(section, 'a', { side: 'development', theme: null, before: id('c') });
    expect(answer.body).toMatchObject({
      id: id('a'),
      number: 'HP.A2',
      formerNumbers: ['HP.E1'],
      side: 'development',
    });
    expect(await numbers(section)).toEqual(['HP.E2 Words of b.', 'HP.A2 Words of a.', 'HP.A1 Words of c.']);
  });

  test('back again gives the first number again', async () => {
    const { id: section } = await newSection([claim('a')]);
    await move(section, 'a', { side: 'development', theme: null });
    const answer = await move(section, 'a', { side: 'effective', theme: null });
    expect(answer.body).toMatchObject({ number: 'HP.E1', formerNumbers: ['HP.A1'] });
  });

  test('leaves an entry in the trail', async () => {
    const { id: section } = await newSection([claim('a')]);
    await move(section, 'a', { side: 'development', theme: null });
    const entries = await AuditModel.find({ event: 'claim.moved', subject: id('a') })
      .sort({ sequence: -1 })
      .lean();
    expect(JSON.parse(entries[0]?.details ?? '')).toMatchObject({
      section,
      from: { side: 'effective', theme: null },
      to: { side: 'development' },
    });
  });

  test.each([
    ['a claim that is not there', 'x', { side: 'effective', theme: null }, 404],
    ['a sub-point', 'b', { side: 'effective', theme: null }, 404],
    ['a side that is not there', 'a', { side: 'overview', theme: null }, 400],
    ['a theme that is not there', 'a', { side: 'effective', theme: 't'.repeat(12) }, 400],
    ['a place before nothing', 'a', { side: 'development', theme: null, before: 'c'.repeat(12) }, 400],
    ['words that are no place', 'a', { side: 'effective' }, 400],
  ])('refuses %s', async (_what, name, to, status) => {
    const { id: section } = await newSection([claim('a'), claim('b', 1)]);
    const before = await readSection(section);
    expect((await move(section, name, to)).status).toBe(status);
    expect(await readSection(section)).toEqual(before);
  });

  test('is refused to a partner', async () => {
    const { id: section } = await newSection([claim('a')]);
    expect((await move(section, 'a', { side: 'development', theme: null }, partner)).status).toBe(403);
  });

  test('many at once leave every claim once', async () => {
    const { id: section } = await newSection([claim('a'), claim('b'), claim('c'), claim('d')], [theme('t')]);
    const places = [
      { side: 'development', theme: id('t') },
      { side: 'effective', theme: null },
      { side: 'development', theme: null },
    ];
    await Promise.all(['a', 'b', 'c', 'd'].flatMap((name) => places.map((to) => move(section, name, to))));
    const names = (await list(section)).map((one) => one.id).sort();
    expect(names).toEqual(['a', 'b', 'c', 'd'].map(id));
    expect(new Set((await list(section)).map((one) => one.number)).size).toBe(4);
  });
});

describe('the claims that cite a record', () => {
  test('are listed with where and how', async () => {
    const { id: section } = await newSection([claim('a', 0, citation)]);
    const { body } = await coordinator.client.get<CitingClaims>(`/evidence/${EVIDENCE}/citations`);
    expect(body.claims.find((one) => one.section.id === section)).toMatchObject({
      number: 'HP.E1',
      page: '12',
      quote: 'as found',
      revision: 1,
      assessment: { title: 'Claims' },
    });
  });

  test('are not shown of assessments one may not read', async () => {
    const { id: section } = await newSection([claim('a', 0, citation)]);
    const { body } = await partner.client.get<CitingClaims>(`/evidence/${EVIDENCE}/citations`);
    expect(body.claims.map((one) => one.section.id)).toEqual([section]);
  });
});
