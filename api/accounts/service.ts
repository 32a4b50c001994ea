/** People of the installation: who they are, their passwords, and what they may do in it as a whole. */
import { type AuditActor, recordChange } from '../audit/service.ts';
import { Conflict, Forbidden, InvalidInput, NotFound } from '../http/errors.ts';
import type { Actor } from '../policy.ts';
import type { Me, PersonView } from './contract.ts';
import { councilName } from './installation.ts';
import { announceAccessChange } from './listeners.ts';
import { type User, UserModel } from './model.ts';
import { passwordProblem } from './rules.ts';
import { hashPassword, isPassword } from './sign-in/passwords.ts';
import { endSessionsOf } from './sign-in/sessions.ts';
import { countTry, forgiveTry } from './sign-in/throttle.ts';

/** What an account begins with. */
export interface NewPerson {
  email: string;
  name: string;
  organisation: string;
  administrator: boolean;
  password: string;
}

/** Gives someone an account. Throws InvalidInput for a password that is easy to guess, Conflict for a known address. */
export async function createPerson(actor: AuditActor | null, person: NewPerson): Promise<User> {
  const { password, ...facts } = person;
  await refuseWeakPassword(password, facts, 'password');
  const passwordHash = await hashPassword(password);
  const created = await insertUser({ ...facts, passwordHash, suspended: false, createdAt: new Date() });
  const by = actor ?? { id: String(created._id), name: created.name };
  const details = { administrator: facts.administrator };
  await recordChange(by, { event: 'person.created', subject: String(created._id), details });
  return created;
}

/** The account of an address, or null. */
export function findUser(email: string): Promise<User | null> {
  return UserModel.findOne({ email }).lean<User>().exec();
}

/** Everyone who has an account, by name. */
export async function listPeople(): Promise<PersonView[]> {
  const users = await UserModel.find().sort({ name: 1 }).lean<User[]>();
  return users.map(describePerson);
}

/** The people with these ids; unknown ids are left out. */
export async function peopleByIds(ids: readonly string[]): Promise<PersonView[]> {
  const users = await UserModel.find({ _id: { $in: ids } }).lean<User[]>();
  return users.map(describePerson);
}

/** One person; throws NotFound. */
export async function getPerson(id: string): Promise<PersonView> {
  const [person] = await peopleByIds([id]);
  if (!person) throw new NotFound('There is no such person.');
  return person;
}

/**
 * Changes what a person is in the installation, at once in open windows too. Throws Conflict when it would leave no
 * administrator, Forbidden for suspending oneself.
 */
export async function changePerson(
  actor: Actor,
  id: string,
  change: { administrator?: boolean | undefined; suspended?: boolean | undefined },
): Promise<PersonView> {
  const before = await getPerson(id);
  const after = {
    ...before,
    administrator: change.administrator ?? before.administrator,
    suspended: change.suspended ?? before.suspended,
  };
  if (id === actor.id && after.suspended) throw new Forbidden('You cannot suspend your own account.');
  await keepAnAdministrator(before, after);
  const { administrator, suspended } = after;
  await UserModel.updateOne({ _id: id }, { $set: { administrator, suspended } });
  await recordChange(actor, {
    event: 'person.changed',
    subject: id,
    details: { before: { administrator: before.administrator, suspended: before.suspended }, after: change },
  });
  if (suspended) await endSessionsOf(id);
  await announceAccessChange(id);
  return getPerson(id);
}

/** Changes one's own password and ends all one's other sessions. The current password is asked for, throttled. */
export async function changePassword(
  actor: Actor,
  { current, next }: { current: string; next: string },
  address: string,
): Promise<void> {
  await countTry(actor.email, address);
  const user = await findUser(actor.email);
  if (!user || !(await isPassword(current, user.passwordHash))) {
    throw new InvalidInput('Your current password is not right.', [
      { field: 'current', message: 'Your current password is not right' },
    ]);
  }
  await forgiveTry(actor.email, address);
  await refuseWeakPassword(next, actor, 'next');
  await UserModel.updateOne({ _id: user._id }, { $set: { passwordHash: await hashPassword(next) } });
  await recordChange(actor, { event: 'password.changed', subject: actor.id });
  await endSessionsOf(actor.id, actor.session);
}

/** Throws InvalidInput at `field` when a password is easy to guess for someone who knows the person. */
export async function refuseWeakPassword(
  password: string,
  person: { name: string; email: string; organisation: string },
  field: string,
): Promise<void> {
  const context = [person.name, person.email, person.organisation, (await councilName()) ?? ''];
  const message = passwordProblem(password, context);
  if (message !== null) throw new InvalidInput('Choose another password.', [{ field, message }]);
}

/** The person signed in, as their own pages see them. */
export function describeMe(actor: Actor): Me {
  const { id, name, email, organisation, administrator, memberships } = actor;
  return { id, name, email, organisation, administrator, memberships: [...memberships] };
}

async function insertUser(user: Omit<User, '_id'>): Promise<User> {
  try {
    return (await UserModel.create(user)).toObject();
  } catch (error) {
    const taken = error instanceof Error && 'code' in error && error.code === 11_000;
    throw taken ? new Conflict(`There is already an account for ${user.email}.`) : error;
  }
}

async function keepAnAdministrator(before: PersonView, after: PersonView): Promise<void> {
  const was = before.administrator && !before.suspended;
  const is = after.administrator && !after.suspended;
  if (!was || is) return;
  const others = await UserModel.countDocuments({
    _id: { $ne: before.id },
    administrator: true,
    suspended: false,
  });
  if (others > 0) return;
  throw new Conflict('Someone must be administrator. Make another person administrator first.');
}

function describePerson(user: User): PersonView {
  const { name, email, organisation, administrator, suspended } = user;
  return { id: String(user._id), name, email, organisation, administrator, suspended };
}
