import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { SetUpDone } from '../../../api/accounts/contract.ts';
import { createEmptyAssessment } from '../../../api/assessments/service.ts';
import type { Actor } from '../../../api/policy.ts';
import { startTestApp, type TestApp } from '../../support/app.ts';
import { createClient } from '../../support/http.ts';
import { PASSWORD } from '../../support/people.ts';

const commandLine: Actor = {
  id: '',
  name: 'Command line',
  email: '',
  organisation: '',
  administrator: true,
  session: '',
  memberships: [],
};

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

test('of two first starts at once one wins, and it coordinates what was imported before', async () => {
  const { id } = await createEmptyAssessment(commandLine, { title: 'Early', framework: 'ofsted-ilacs-2026' });
  const person = { kind: 'council', council: 'Testshire', password: PASSWORD, token: app.setUpToken };
  const setUp = (name: string) =>
    createClient(app.url).post<SetUpDone>('/set-up', { ...person, name, email: `${name}@example.gov.uk` });
  const answers = await Promise.all([setUp('Ann'), setUp('Bob'), setUp('Cat')]);
  const won = answers.filter(({ status }) => status === 200);
  expect(won).toHaveLength(1);
  expect(won[0]?.body).toMatchObject({
    assessment: id,
    me: { administrator: true, memberships: [{ assessment: id, role: 'coordinator' }] },
  });
});
