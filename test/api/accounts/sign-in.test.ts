import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { SessionView, SetUpDone } from '../../../api/accounts/contract.ts';
import { startTestApp, type TestApp } from '../../support/app.ts';
import { createClient } from '../../support/http.ts';
import { newPerson, PASSWORD } from '../../support/people.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

describe('the first start', () => {
  const council = {
    kind: 'council',
    council: 'Testshire County Council',
    name: 'Ann Archer',
    email: 'Ann@Example.gov.uk',
    password: PASSWORD,
  };

  test('no account exists before it', async () => {
    const client = createClient(app.url);
    const { body } = await client.get<SessionView>('/session');
    expect(body).toMatchObject({ me: null, council: null, setUpNeeded: true });
    expect((await client.post('/session', { email: 'admin@admin.uk', password: 'admin' })).status).toBe(401);
  });

  test('a wrong token is refused', async () => {
    const answer = await createClient(app.url).post('/set-up', { ...council, token: 'wrong' });
    expect(answer.status).toBe(403);
  });

  test('what is missing is named, and the link still works', async () => {
    const client = createClient(app.url);
    const answer = await client.post('/set-up', { token: app.setUpToken, kind: 'council' });
    expect(answer).toMatchObject({
      status: 400,
      body: { problems: ['council', 'name', 'email', 'password'].map((field) => ({ field })) },
    });
    const weak = { ...council, token: app.setUpToken, password: 'Testshire2026!' };
    expect(await client.post('/set-up', weak)).toMatchObject({
      status: 400,
      body: { problems: [{ field: 'password' }] },
    });
  });

  test('the link makes the first person administrator once', async () => {
    const client = createClient(app.url);
    const done = await client.post<SetUpDone>('/set-up', { ...council, token: app.setUpToken });
    expect(done.body.me).toMatchObject({ email: 'ann@example.gov.uk', administrator: true });
    const { body } = await client.get('/session');
    expect(body).toMatchObject({ me: { name: 'Ann Archer' }, council: council.council, setUpNeeded: false });
    expect((await client.post('/set-up', { ...council, token: app.setUpToken })).status).toBe(409);
  });
});

describe('signing in', () => {
  test('gives a cookie that scripts cannot read', async () => {
    const bea = await newPerson(app, 'Bea Brook');
    const client = createClient(app.url);
    const answer = await client.post('/session', { email: bea.email.toUpperCase(), password: PASSWORD });
    expect(answer).toMatchObject({ status: 200, body: { me: { name: 'Bea Brook' } } });
    expect(answer.headers.get('set-cookie')).toMatch(/; Path=\/; HttpOnly; SameSite=Lax$/);
  });

  test('ends the session the browser carried before', async () => {
    const cai = await newPerson(app, 'Cai Cole');
    const before = cai.client.cookie();
    await cai.client.post('/session', { email: cai.email, password: PASSWORD });
    expect(cai.client.cookie()).not.toBe(before);
    expect(await createClient(app.url, before).get('/session')).toMatchObject({ body: { me: null } });
  });

  test('an unknown address and a wrong password are answered alike', async () => {
    const dee = await newPerson(app, 'Dee Dale');
    const client = createClient(app.url);
    const wrong = await client.post('/session', { email: dee.email, password: 'not this one' });
    const unknown = await client.post('/session', {
      email: 'nobody@example.gov.uk',
      password: 'not this one',
    });
    expect(wrong.status).toBe(401);
    expect(unknown).toMatchObject({ status: wrong.status, body: wrong.body as object });
  });

  test('signing out ends the session and clears the browser', async () => {
    const eve = await newPerson(app, 'Eve East');
    const cookie = eve.client.cookie();
    const answer = await eve.client.delete('/session');
    expect(answer.status).toBe(204);
    expect(answer.headers.get('clear-site-data')).toContain('"storage"');
    expect(await createClient(app.url, cookie).get('/session')).toMatchObject({ body: { me: null } });
  });

  test.each(['candour-session=%%%', 'candour-session=', 'candour-session={"$ne":null}', ';;;=;'])(
    'the malformed cookie %s means signed out',
    async (cookie) => {
      const answer = await createClient(app.url).request('PUT', '/me/password', {
        headers: { cookie },
        body: {},
      });
      expect(answer).toMatchObject({ status: 401, body: { code: 'unauthenticated' } });
      expect(await createClient(app.url, cookie).get('/session')).toMatchObject({ status: 200 });
    },
  );

  test('a malformed cookie is taken away', async () => {
    const answer = await createClient(app.url, 'candour-session=%%%').get('/session');
    expect(answer.headers.get('set-cookie')).toMatch(/^candour-session=; Max-Age=0/);
  });
});

describe('throttling', () => {
  test('the sixth wrong try waits, also with the right password', async () => {
    const fay = await newPerson(app, 'Fay Ford');
    const client = createClient(app.url);
    for (let tries = 1; tries <= 5; tries += 1) {
      // Nobody in front of Candour is trusted, so a claim to be elsewhere changes nothing.
      const headers = { 'x-forwarded-for': `203.0.113.${tries}` };
      const body = { email: fay.email, password: 'wrong' };
      expect((await client.request('POST', '/session', { body, headers })).status).toBe(401);
    }
    const sixth = await client.post('/session', { email: fay.email, password: PASSWORD });
    expect(sixth).toMatchObject({ status: 429, body: { code: 'too-many' } });
    expect(Number(sixth.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  test('someone else at the same address is not held up', async () => {
    const gus = await newPerson(app, 'Gus Gale');
    const answer = await createClient(app.url).post('/session', { email: gus.email, password: PASSWORD });
    expect(answer.status).toBe(200);
  });

  test('a right password clears the wrong tries before it', async () => {
    const hal = await newPerson(app, 'Hal Hill');
    const client = createClient(app.url);
    for (let round = 1; round <= 3; round += 1) {
      for (let tries = 1; tries <= 3; tries += 1) {
        expect((await client.post('/session', { email: hal.email, password: 'wrong' })).status).toBe(401);
      }
      expect((await client.post('/session', { email: hal.email, password: PASSWORD })).status).toBe(200);
    }
  });
});

describe('another site', () => {
  test.each([{ 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': 'same-site' }])(
    'cannot sign anyone in or out: %j',
    async (headers) => {
      const client = createClient(app.url);
      expect((await client.request('POST', '/session', { headers, body: {} })).status).toBe(403);
      expect((await client.request('DELETE', '/session', { headers })).status).toBe(403);
    },
  );
});
