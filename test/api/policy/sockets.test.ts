import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { SESSION_IDLE } from '../../../api/accounts/rules.ts';
import { endExpiredSessions } from '../../../api/accounts/sign-in/sessions.ts';
import type { AssessmentView } from '../../../api/assessments/contract.ts';
import { readSection } from '../../../api/collaboration/service.ts';
import { openPage, type Page } from '../../collaboration/page.ts';
import { startTestApp, type TestApp } from '../../support/app.ts';
import type { Client } from '../../support/http.ts';
import { newMember, type TestPerson } from '../../support/people.ts';
import { until } from '../../support/until.ts';
import { assembleCast, type Cast } from './cast.ts';
import { type Caller, everyone } from './matrix.ts';

/** What the websocket of a section lets people do, written by hand. Nobody signed in gets none. */
const allowed: Record<Exclude<Caller, 'anonymous'>, 'forbidden' | 'readonly' | 'read-write'> = {
  stranger: 'forbidden',
  'coordinator elsewhere': 'forbidden',
  administrator: 'forbidden',
  reader: 'readonly',
  partner: 'readonly',
  'senior manager': 'readonly',
  'contributor elsewhere in it': 'readonly',
  'lead elsewhere in it': 'readonly',
  contributor: 'read-write',
  lead: 'read-write',
  coordinator: 'read-write',
};

let app: TestApp;
let cast: Cast;
const pages: Page[] = [];
beforeAll(async () => {
  app = await startTestApp();
  cast = await assembleCast(app);
});
afterEach(() => {
  for (const page of pages.splice(0)) page.close();
});
afterAll(() => app.close());

const section = () => cast.params['section'] ?? '';

function open(client: Client): Page {
  const page = openPage({ port: app.port, section: section(), cookie: client.cookie() });
  pages.push(page);
  return page;
}

async function outcome(page: Page): Promise<string> {
  await until(() => page.heard.refusals.length > 0 || page.provider.synced, 'an answer');
  return page.heard.refusals[0] ?? String(page.provider.authorizedScope);
}

describe('the websocket of a section', () => {
  test('is not opened for nobody', async () => {
    const page = open(cast.clients.anonymous);
    const reader = open(cast.clients.reader);
    await outcome(reader);
    expect(page.provider.synced).toBe(false);
    expect(page.ydoc.store.clients.size).toBe(0);
  });

  test.each(Object.entries(allowed))('gives %s: %s', async (caller, expected) => {
    const page = open(cast.clients[caller as Caller]);
    expect(await outcome(page)).toBe(expected);
  });

  test('stands in the matrix for everyone', () => {
    expect(['anonymous', ...Object.keys(allowed)].sort()).toEqual([...everyone].sort());
  });

  test('takes no text from who may only read', async () => {
    const partner = open(cast.clients.partner);
    await outcome(partner);
    const before = await readSection(section());
    partner.ydoc.getMap('anything').set('key', 'value');
    partner.ydoc.getXmlFragment('effective').delete(0, partner.ydoc.getXmlFragment('effective').length);
    const lead = open(cast.clients.lead);
    await outcome(lead);
    expect(await readSection(section())).toEqual(before);
    expect(lead.ydoc.getMap('anything').size).toBe(0);
  });
});

describe('open websockets', () => {
  async function newContributor(name: string): Promise<TestPerson> {
    const assessment = cast.params['assessment'] ?? '';
    return newMember(app, name, { assessment, role: 'contributor', sections: [section()] });
  }

  test('close when their person signs out', async () => {
    const person = await newContributor('Una Out');
    const page = open(person.client);
    await outcome(page);
    await person.client.delete('/session');
    await until(() => page.heard.closes.length > 0 || !page.provider.synced, 'the socket to close', 2);
  });

  test('lose their rights the moment a role changes', async () => {
    const person = await newContributor('Ron Role');
    const page = open(person.client);
    expect(await outcome(page)).toBe('read-write');
    const path = `/assessments/${cast.params['assessment'] ?? ''}/members/${person.id}`;
    await cast.clients.coordinator.put(path, { role: 'reader', sections: [] });
    await until(() => page.heard.closes.length > 0, 'the socket to close', 2);
    await until(() => page.provider.authorizedScope === 'readonly', 'the new rights');
  });

  test('are gone for good when a place is taken away', async () => {
    const person = await newContributor('Pia Place');
    const page = open(person.client);
    await outcome(page);
    const path = `/assessments/${cast.params['assessment'] ?? ''}/members/${person.id}`;
    await cast.clients.coordinator.delete(path);
    await until(() => page.heard.refusals.includes('forbidden'), 'the refusal');
  });

  test('close when their person is suspended', async () => {
    const person = await newContributor('Sue Spended');
    const page = open(person.client);
    await outcome(page);
    await cast.clients.administrator.patch(`/people/${person.id}`, { suspended: true });
    await until(() => page.heard.closes.length > 0, 'the socket to close', 2);
  });

  test('hear of a new grade', async () => {
    const page = open(cast.clients.reader);
    await outcome(page);
    await cast.clients.lead.put(`/sections/${section()}/grade`, { grade: 'good' });
    await until(() => page.heard.notices.includes('{"type":"section"}'), 'the notice');
    const { body } = await cast.clients.reader.get<AssessmentView>(
      `/assessments/${cast.params['assessment'] ?? ''}`,
    );
    expect(body.sections.find(({ id }) => id === section())?.grade).toBe('good');
  });

  // Ends everyone's session: nothing may follow it.
  test('close when their sign-in is over', async () => {
    const person = await newContributor('Ola Over');
    const page = open(person.client);
    await outcome(page);
    await endExpiredSessions(new Date(Date.now() + SESSION_IDLE + 60_000));
    await until(() => page.heard.closes.length > 0, 'the socket to close', 2);
    expect(await person.client.get('/session')).toMatchObject({ body: { me: null } });
  });
});
