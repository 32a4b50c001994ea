import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type {
  AssessmentSummary,
  AssessmentView,
  RecommendationsView,
  SectionView,
} from '../../../api/assessments/contract.ts';
import { assessmentOf, createAssessment, listSections } from '../../../api/assessments/service.ts';
import { startTestApp, type TestApp } from '../../support/app.ts';
import { newCouncil, newMember, newPerson, type TestPerson } from '../../support/people.ts';

let app: TestApp;
let coordinator: TestPerson;
let assessment: AssessmentView;
const graded = () => judgements()[0] as SectionView;
const judgements = () => assessment.sections.filter((section) => section.kind === 'judgement');

beforeAll(async () => {
  app = await startTestApp();
  coordinator = await newCouncil(app);
  const input = { title: 'Self-assessment 2026', framework: 'ofsted-ilacs-2026' };
  assessment = (await coordinator.client.post<AssessmentView>('/assessments', input)).body;
});
afterAll(() => app.close());

describe('a new assessment', () => {
  test('has two chapters and a section for each judgement', () => {
    expect(assessment.sections.map(({ code, place, short }) => [place, code, short])).toEqual([
      ['front', '', 'Foreword'],
      ['front', '', 'Context'],
      ['judgements', 'HP', 'Help and protection'],
      ['judgements', 'CIC', 'Children in care'],
      ['judgements', 'CL', 'Care leavers'],
      ['judgements', 'L', 'Leaders'],
    ]);
  });

  test('has an overview and the sides of the framework', () => {
    expect(graded().regions.map(({ id, letter }) => [id, letter])).toEqual([
      ['overview', null],
      ['effective', 'E'],
      ['development', 'A'],
    ]);
    expect(graded().grades.map((one) => one.id)).toEqual([
      'outstanding',
      'good',
      'requires-improvement',
      'inadequate',
    ]);
  });

  test('makes its creator coordinator', async () => {
    const list = await coordinator.client.get<AssessmentSummary[]>('/assessments');
    expect(list.body).toMatchObject([{ id: assessment.id, role: 'coordinator', claims: 0 }]);
    expect(assessment.rights).toEqual({ manage: true, manageMembers: true, export: true });
  });

  test('keeps its framework as it was', () => {
    expect(assessment.framework.id).toBe('ofsted-ilacs-2026');
  });

  test('needs a framework that exists', async () => {
    const input = { title: 'Another', framework: 'ofsted-ilacs-1066' };
    expect((await coordinator.client.post('/assessments', input)).status).toBe(404);
  });

  test('cannot bring text for what the framework does not have', async () => {
    const actor = await coordinator.actor();
    const seed = { title: 'Odd', framework: 'ofsted-ilacs-2026', chapters: [], recommendations: [] };
    const text = { type: 'doc' as const, content: [] };
    await expect(
      createAssessment(actor, { ...seed, sections: [{ judgement: 'nothing', regions: {} }] }),
    ).rejects.toThrow('has no section nothing');
    const sections = [{ judgement: graded().judgement ?? '', regions: { middle: text } }];
    await expect(createAssessment(actor, { ...seed, sections })).rejects.toThrow('no part named middle');
  });
});

describe('grades', () => {
  test('the lead of the section sets and clears one', async () => {
    const sections = [graded().id];
    const lead = await newMember(app, 'Lea Lead', { assessment: assessment.id, role: 'lead', sections });
    const path = `/sections/${graded().id}/grade`;
    expect(await lead.client.put(path, { grade: 'good' })).toMatchObject({
      status: 200,
      body: { grade: 'good', rights: { grade: true, edit: true } },
    });
    expect(await lead.client.put(path, { grade: null })).toMatchObject({ body: { grade: null } });
    const other = judgements()[1]?.id ?? '';
    expect((await lead.client.put(`/sections/${other}/grade`, { grade: 'good' })).status).toBe(403);
  });

  test('a value that is not on the scale is refused', async () => {
    const answer = await coordinator.client.put(`/sections/${graded().id}/grade`, { grade: 'superb' });
    expect(answer).toMatchObject({ status: 400, body: { problems: [{ field: 'grade' }] } });
  });

  test('a chapter is not graded', async () => {
    const chapter = assessment.sections[0]?.id ?? '';
    expect((await coordinator.client.put(`/sections/${chapter}/grade`, { grade: 'good' })).status).toBe(400);
  });
});

describe('chapters', () => {
  test('one is added, renamed, removed and brought back', async () => {
    const { client } = coordinator;
    const chapters = `/assessments/${assessment.id}/chapters`;
    const added = await client.post<SectionView>(chapters, { title: 'Glossary', place: 'back' });
    const path = `/sections/${added.body.id}`;
    const titles = async () => (await listSections(assessment.id)).map((section) => section.title);
    expect((await titles()).at(-1)).toBe('Glossary');
    await client.patch(path, { title: 'Words we use' });
    expect((await titles()).at(-1)).toBe('Words we use');
    expect((await client.delete(path)).status).toBe(204);
    expect(await titles()).not.toContain('Words we use');
    expect((await client.get(path)).status).toBe(404);
    expect((await client.get<AssessmentView>(`/assessments/${assessment.id}`)).body.removedChapters).toEqual([
      { id: added.body.id, title: 'Words we use' },
    ]);
    await client.patch(path, { removed: false });
    expect((await titles()).at(-1)).toBe('Words we use');
  });

  test('a judgement cannot be renamed or removed', async () => {
    const path = `/sections/${graded().id}`;
    expect((await coordinator.client.delete(path)).status).toBe(400);
    expect((await coordinator.client.patch(path, { title: 'Mine' })).status).toBe(400);
  });
});

describe('recommendations', () => {
  const path = () => `/assessments/${assessment.id}/recommendations`;
  const row = {
    recommendation: 'Improve the quality of plans',
    position: 'Plans are SMART',
    progress: 'Done',
  };

  test('the table is replaced and numbered', async () => {
    const before = await coordinator.client.get<RecommendationsView>(path());
    const table = {
      revision: before.body.revision,
      recommendations: [row, { recommendation: 'Hear children' }],
    };
    const after = await coordinator.client.put<RecommendationsView>(path(), table);
    expect(after.body.revision).toBe(before.body.revision + 1);
    expect(after.body.recommendations).toEqual([
      { number: 1, ...row },
      { number: 2, recommendation: 'Hear children', position: '', progress: '' },
    ]);
  });

  test('a change on top of an older table is refused', async () => {
    const { body } = await coordinator.client.get<RecommendationsView>(path());
    const stale = { revision: body.revision - 1, recommendations: [] };
    expect((await coordinator.client.put(path(), stale)).status).toBe(409);
    expect((await coordinator.client.get<RecommendationsView>(path())).body).toEqual(body);
  });
});

describe('places', () => {
  test('someone without a place does not see it', async () => {
    const stranger = await newPerson(app, 'Sam Stranger');
    expect((await stranger.client.get('/assessments')).body).toEqual([]);
    expect((await stranger.client.get(`/assessments/${assessment.id}`)).status).toBe(403);
  });

  test('a section that is not there is not found', async () => {
    await expect(assessmentOf('../../x')).rejects.toThrow('not found');
    expect((await coordinator.client.get('/sections/000000000000000000000000')).status).toBe(404);
  });

  test('a place names only sections of its assessment', async () => {
    const person = await newPerson(app, 'Una Under');
    const path = `/assessments/${assessment.id}/members/${person.id}`;
    const place = { role: 'lead', sections: ['000000000000000000000000'] };
    expect((await coordinator.client.put(path, place)).status).toBe(400);
  });
});
