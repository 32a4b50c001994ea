import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { FrameworkDetail, FrameworkSummary } from '../../../api/frameworks/contract.ts';
import { getFramework, snapshotFramework } from '../../../api/frameworks/service.ts';
import { startTestApp, type TestApp } from '../../support/app.ts';
import { newCouncil, newPerson, type TestPerson } from '../../support/people.ts';

let app: TestApp;
let administrator: TestPerson;

beforeAll(async () => {
  app = await startTestApp();
  administrator = await newCouncil(app);
});

afterAll(() => app.close());

async function newCopy() {
  const { body } = await administrator.client.post<FrameworkDetail>('/frameworks/ofsted-ilacs-2026/copies', {
    shortTitle: 'Our ILACS',
  });
  return body;
}

describe('frameworks', () => {
  test('are listed newest first for anyone signed in', async () => {
    const reader = await newPerson(app, 'Rita Reader');
    const { status, body } = await reader.client.get<FrameworkSummary[]>('/frameworks');
    expect(status).toBe(200);
    expect(body.map(({ id }) => id)).toContain('ofsted-sif-2013');
    expect(body[0]?.effectiveFrom).toBe('2026-04-01');
  });

  test('an unknown one is answered with those there are', async () => {
    const { status, body } = await administrator.client.get<{ message: string }>('/frameworks/ofsted-2099');
    expect(status).toBe(404);
    expect(body.message).toMatch(/no framework ofsted-2099.*ofsted-sif-2013/);
  });

  test('a copy keeps ids, codes and letters and takes new words', async () => {
    const copy = await newCopy();
    const { status, body } = await administrator.client.patch<FrameworkDetail>(`/frameworks/${copy.id}`, {
      sides: [{ id: 'effective', title: 'What works' }],
      judgements: [{ id: 'leaders', short: 'Leading', themes: ['Culture'] }],
    });
    expect(status).toBe(200);
    expect(body.sides[0]).toMatchObject({ id: 'effective', letter: 'E', title: 'What works' });
    expect(body.sides[0]?.aliases).toContain('Evidence that we are effective');
    const leaders = body.judgements.find(({ id }) => id === 'leaders');
    expect(leaders).toMatchObject({ code: 'L', short: 'Leading', themes: ['Culture'] });
  });

  test('a snapshot does not change when its copy is edited', async () => {
    const copy = await newCopy();
    const snapshot = await snapshotFramework(copy.id);
    const change = { sides: [{ id: 'development', title: 'To do' }] };
    await administrator.client.patch(`/frameworks/${copy.id}`, change);
    expect(snapshot.sides[1]?.title).toBe('Areas for development and improvement');
    expect((await getFramework(copy.id)).sides[1]?.title).toBe('To do');
  });

  test('a published one cannot be edited', async () => {
    const change = { shortTitle: 'Mine' };
    const { status, body } = await administrator.client.patch<{ message: string }>(
      '/frameworks/ofsted-sif-2013',
      change,
    );
    expect(status).toBe(403);
    expect(body.message).toMatch(/Make a copy/);
  });

  test('an edit of a side that is not there is refused', async () => {
    const copy = await newCopy();
    const change = { sides: [{ id: 'middle', title: 'Middle' }] };
    expect((await administrator.client.patch(`/frameworks/${copy.id}`, change)).status).toBe(400);
  });

  test('only coordinators and administrators copy', async () => {
    const person = await newPerson(app, 'Olga Ordinary');
    const answer = await person.client.post('/frameworks/ofsted-sif-2013/copies', { shortTitle: 'Mine' });
    expect(answer.status).toBe(403);
  });
});
