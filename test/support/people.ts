import type { IncomingMessage } from 'node:http';
import { nameCouncil } from '../../api/accounts/installation.ts';
import { setMember } from '../../api/accounts/members.ts';
import type { User } from '../../api/accounts/model.ts';
import { createPerson } from '../../api/accounts/service.ts';
import { authenticate, openSession } from '../../api/accounts/sign-in/sessions.ts';
import type { Role } from '../../api/accounts/vocabulary.ts';
import type { Actor } from '../../api/policy.ts';
import type { TestApp } from './app.ts';
import { type Client, createClient } from './http.ts';

/** The password of everyone in the tests. */
export const PASSWORD = 'violet harbour lantern';

/** A person with an account who is signed in. */
export interface TestPerson {
  id: string;
  name: string;
  email: string;
  client: Client;
  /** The person as the server sees them now, with all their places. */
  actor(): Promise<Actor>;
}

/** Someone new, signed in; the first words of the name are the address. */
export async function newPerson(
  app: TestApp,
  name: string,
  { administrator = false, organisation = '' } = {},
): Promise<TestPerson> {
  const email = `${name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '.')}@example.gov.uk`;
  const user = await createPerson(null, { email, name, organisation, administrator, password: PASSWORD });
  return signedIn(app, user);
}

/** A council with its first administrator, as after the first start. */
export async function newCouncil(app: TestApp): Promise<TestPerson> {
  const administrator = await newPerson(app, 'Ada Administrator', { administrator: true });
  await nameCouncil(administrator, 'Testshire');
  return administrator;
}

/** Gives a person a place in an assessment. */
export async function giveRole(
  person: TestPerson,
  place: { assessment: string; role: Role; sections?: string[] },
): Promise<void> {
  await setMember({ id: null, name: 'Test' }, person.id, { sections: [], ...place });
}

/** Someone new with a place in an assessment, signed in. */
export async function newMember(
  app: TestApp,
  name: string,
  place: { assessment: string; role: Role; sections?: string[] },
): Promise<TestPerson> {
  const person = await newPerson(app, name);
  await giveRole(person, place);
  return person;
}

async function signedIn(app: TestApp, user: User): Promise<TestPerson> {
  const { token } = await openSession(user);
  const client = createClient(app.url, `candour-session=${token}`);
  const { name, email } = user;
  return { id: String(user._id), name, email, client, actor: () => actorBehind(client.cookie()) };
}

async function actorBehind(cookie: string): Promise<Actor> {
  const actor = await authenticate({ headers: { cookie } } as IncomingMessage);
  if (!actor) throw new Error('Nobody is signed in with this cookie');
  return actor;
}
