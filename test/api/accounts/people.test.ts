import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type {
  InvitationMade,
  InvitationOffer,
  InvitationView,
  MemberView,
  SessionView,
} from '../../../api/accounts/contract.ts';
import type { AssessmentView } from '../../../api/assessments/contract.ts';
import { firstBrokenEntry } from '../../../api/audit/service.ts';
import { startTestApp, type TestApp } from '../../support/app.ts';
import { type Client, createClient } from '../../support/http.ts';
import { newCouncil, newMember, newPerson, PASSWORD, type TestPerson } from '../../support/people.ts';

let app: TestApp;
let administrator: TestPerson;
let coordinator: TestPerson;
let assessment: AssessmentView;
beforeAll(async () => {
  app = await startTestApp();
  administrator = await newCouncil(app);
  const input = { title: 'Here', framework: 'ofsted-ilacs-2026' };
  assessment = (await administrator.client.post<AssessmentView>('/assessments', input)).body;
  coordinator = await newMember(app, 'Cora Coordinator', { assessment: assessment.id, role: 'coordinator' });
});
afterAll(() => app.close());

const tokenOf = ({ link }: InvitationMade) => new URL(link).searchParams.get('token') ?? '';
const invited = (name: string, more: Record<string, unknown> = {}) => ({
  email: `${name.toLowerCase()}@partner.example`,
  name,
  membership: { assessment: assessment.id, role: 'partner', sections: [] },
  ...more,
});
const invite = async (client: Client, input: object) =>
  (await client.post<InvitationMade>('/invitations', input)).body;

describe('invitations', () => {
  test('a new person joins once with a link', async () => {
    const made = await invite(coordinator.client, invited('Nina'));
    expect(new URL(made.link).origin).toBe(app.url);
    const client = createClient(app.url);
    const token = tokenOf(made);
    expect(await client.get<InvitationOffer>(`/invitations/offer/${token}`)).toMatchObject({
      body: { email: 'nina@partner.example', council: 'Testshire', known: false, signedIn: false },
    });
    const joined = await client.post<SessionView>('/invitations/accept', {
      token,
      name: 'Nina North',
      password: PASSWORD,
    });
    expect(joined.body.me?.memberships).toEqual([
      { assessment: assessment.id, role: 'partner', sections: [] },
    ]);
    expect((await client.get(`/invitations/offer/${token}`)).status).toBe(404);
    const again = { token, name: 'Nina', password: PASSWORD };
    expect((await createClient(app.url).post('/invitations/accept', again)).status).toBe(404);
  });

  test('a weak password does not use the link up', async () => {
    const token = tokenOf(await invite(coordinator.client, invited('Otto')));
    const client = createClient(app.url);
    const weak = await client.post('/invitations/accept', { token, name: 'Otto', password: 'Testshire2026' });
    expect(weak).toMatchObject({ status: 400, body: { problems: [{ field: 'password' }] } });
    const good = await client.post('/invitations/accept', { token, name: 'Otto', password: PASSWORD });
    expect(good.status).toBe(200);
  });

  test('someone known proves who they are and gets the place', async () => {
    const known = await newPerson(app, 'Kay Known');
    const made = await invite(coordinator.client, invited('Kay', { email: known.email }));
    const token = tokenOf(made);
    const client = createClient(app.url);
    expect(await client.get(`/invitations/offer/${token}`)).toMatchObject({ body: { known: true } });
    const wrong = await client.post('/invitations/accept', { token, password: 'not my password' });
    expect(wrong.status).toBe(401);
    const right = await client.post<SessionView>('/invitations/accept', { token, password: PASSWORD });
    expect(right.body.me?.memberships).toHaveLength(1);
  });

  test('someone signed in accepts with nothing but the link', async () => {
    const known = await newPerson(app, 'Liz Known');
    const token = tokenOf(await invite(coordinator.client, invited('Liz', { email: known.email })));
    const offer = await known.client.get(`/invitations/offer/${token}`);
    expect(offer).toMatchObject({ body: { known: true, signedIn: true } });
    const accepted = await known.client.post<SessionView>('/invitations/accept', { token });
    expect(accepted.body.me?.memberships).toHaveLength(1);
  });

  test('two people at once cannot both use one link', async () => {
    const token = tokenOf(await invite(coordinator.client, invited('Moe')));
    const accept = () =>
      createClient(app.url).post('/invitations/accept', { token, name: 'Moe', password: PASSWORD });
    const statuses = (await Promise.all([accept(), accept(), accept()])).map(({ status }) => status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
  });

  test('a coordinator gives places in their own assessment only', async () => {
    const elsewhere = (
      await administrator.client.post<AssessmentView>('/assessments', {
        title: 'Elsewhere',
        framework: 'ofsted-ilacs-2026',
      })
    ).body.id;
    const place = { assessment: elsewhere, role: 'reader', sections: [] };
    for (const more of [{ membership: place }, { administrator: true }, { membership: null }]) {
      const answer = await coordinator.client.post('/invitations', invited('Pat', more));
      expect(answer.status).toBe(403);
    }
    await invite(administrator.client, invited('Pat', { membership: place }));
    const listed = await coordinator.client.get<InvitationView[]>('/invitations');
    expect(listed.body.map(({ name }) => name)).not.toContain('Pat');
  });

  test('one that is taken back no longer works', async () => {
    const made = await invite(coordinator.client, invited('Quin'));
    const stranger = await newMember(app, 'Xen Else', { assessment: assessment.id, role: 'reader' });
    expect((await stranger.client.delete(`/invitations/${made.id}`)).status).toBe(403);
    expect((await coordinator.client.delete(`/invitations/${made.id}`)).status).toBe(204);
    expect((await createClient(app.url).get(`/invitations/offer/${tokenOf(made)}`)).status).toBe(404);
  });
});

describe('members', () => {
  const path = (person: TestPerson) => `/assessments/${assessment.id}/members/${person.id}`;

  test('a place is given, changed and taken away', async () => {
    const person = await newPerson(app, 'Mel Member');
    const section = assessment.sections.at(-1)?.id ?? '';
    const given = await coordinator.client.put<MemberView[]>(path(person), {
      role: 'lead',
      sections: [section],
    });
    expect(given.body.find((one) => one.person.id === person.id)).toMatchObject({
      role: 'lead',
      sections: [section],
    });
    expect((await person.client.get(`/sections/${section}`)).status).toBe(200);
    await coordinator.client.put(path(person), { role: 'reader', sections: [section] });
    expect((await person.actor()).memberships).toEqual([
      { assessment: assessment.id, role: 'reader', sections: [] },
    ]);
    await coordinator.client.delete(path(person));
    expect((await person.client.get(`/sections/${section}`)).status).toBe(403);
  });

  test('the last coordinator stays, also when two leave at once', async () => {
    const made = await administrator.client.post<AssessmentView>('/assessments', {
      title: 'Two',
      framework: 'ofsted-ilacs-2026',
    });
    const { id } = made.body;
    const second = await newMember(app, 'Sid Second', { assessment: id, role: 'coordinator' });
    const leave = (person: TestPerson) =>
      administrator.client.delete(`/assessments/${id}/members/${person.id}`);
    const statuses = (await Promise.all([leave(second), leave(administrator)])).map(({ status }) => status);
    expect(statuses.sort()).toEqual([204, 409]);
    const [left] = (await administrator.client.get<MemberView[]>(`/assessments/${id}/members`)).body;
    const demote = { role: 'reader', sections: [] };
    const answer = await administrator.client.put(
      `/assessments/${id}/members/${left?.person.id ?? ''}`,
      demote,
    );
    expect(answer.status).toBe(409);
  });
});

describe('people', () => {
  test('someone suspended is out at once and cannot return', async () => {
    const person = await newPerson(app, 'Sue Suspended');
    await administrator.client.patch(`/people/${person.id}`, { suspended: true });
    expect(await person.client.get('/session')).toMatchObject({ body: { me: null } });
    const answer = await createClient(app.url).post('/session', { email: person.email, password: PASSWORD });
    expect(answer.status).toBe(403);
    await administrator.client.patch(`/people/${person.id}`, { suspended: false });
    const back = await createClient(app.url).post('/session', { email: person.email, password: PASSWORD });
    expect(back.status).toBe(200);
  });

  test('the last administrator stays, and nobody suspends themselves', async () => {
    const own = `/people/${administrator.id}`;
    expect((await administrator.client.patch(own, { administrator: false })).status).toBe(409);
    expect((await administrator.client.patch(own, { suspended: true })).status).toBe(403);
  });

  test('a new password ends all other sessions', async () => {
    const person = await newPerson(app, 'Pam Password');
    const elsewhere = createClient(app.url);
    await elsewhere.post('/session', { email: person.email, password: PASSWORD });
    const wrong = await person.client.put('/me/password', { current: 'no', next: 'lantern violet harbour' });
    expect(wrong).toMatchObject({ status: 400, body: { problems: [{ field: 'current' }] } });
    const next = 'brass otter umbrella';
    expect((await person.client.put('/me/password', { current: PASSWORD, next })).status).toBe(204);
    expect(await elsewhere.get('/session')).toMatchObject({ body: { me: null } });
    expect(await person.client.get('/session')).toMatchObject({ body: { me: { name: 'Pam Password' } } });
    const again = await createClient(app.url).post('/session', { email: person.email, password: next });
    expect(again.status).toBe(200);
  });

  test('a partner does not learn who else has an account', async () => {
    const partner = await newMember(app, 'Pia Partner', { assessment: assessment.id, role: 'partner' });
    expect((await partner.client.get('/people')).status).toBe(403);
    expect((await partner.client.get(`/assessments/${assessment.id}/members`)).status).toBe(403);
  });
});

test('every change is in an unbroken trail', async () => {
  expect(await firstBrokenEntry()).toBeNull();
});
