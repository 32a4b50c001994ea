import { type AuditActor, recordChange } from '../audit/service.ts';
import { Conflict, NotFound } from '../http/errors.ts';
import type { Actor } from '../policy.ts';
import type { MemberView } from './contract.ts';
import { announceAccessChange } from './listeners.ts';
import { MembershipModel, type MembershipRecord, type Place } from './model.ts';
import { getPerson, peopleByIds } from './service.ts';

/** Throws NotFound or InvalidInput when a place names an assessment or a section that is not there. */
type PlaceCheck = (place: Place) => Promise<void>;

let checkPlace: PlaceCheck = () => Promise.resolve();
let last: Promise<unknown> = Promise.resolve();

/** Takes the check of places from the feature that knows assessments; called once at start. */
export function setPlaceCheck(check: PlaceCheck): void {
  checkPlace = check;
}

/** Throws NotFound or InvalidInput when a place is not one that can be given. */
export function refuseUnknownPlace(place: Place): Promise<void> {
  return checkPlace(place);
}

/** Everyone with a place in an assessment, by name. */
export async function listMembers(assessment: string): Promise<MemberView[]> {
  const places = await MembershipModel.find({ assessment }).lean<MembershipRecord[]>();
  const people = await peopleByIds(places.map((place) => place.user));
  const members = places.flatMap(({ user, role, sections }) => {
    const person = people.find((one) => one.id === user);
    return person ? [{ person, role, sections }] : [];
  });
  return members.sort((a, b) => a.person.name.localeCompare(b.person.name, 'en-GB'));
}

/**
 * Gives a person a place in an assessment or changes it, at once in open windows too. Throws Conflict when it would
 * leave the assessment without a coordinator.
 */
export async function setMember(actor: AuditActor, person: string, place: Place): Promise<MemberView[]> {
  await getPerson(person);
  await refuseUnknownPlace(place);
  await oneAfterAnother(() => keepPlace(actor, person, place));
  return listMembers(place.assessment);
}

/** Takes a person's place in an assessment away, at once. Throws Conflict for the last coordinator. */
export async function removeMember(actor: Actor, person: string, assessment: string): Promise<void> {
  await oneAfterAnother(async () => {
    const before = await placeOf(person, assessment);
    if (!before) throw new NotFound('This person has no place in the assessment.');
    await keepACoordinator(before, null);
    await MembershipModel.deleteOne({ assessment, user: person });
    const details = { before: { role: before.role, sections: before.sections } };
    await recordChange(actor, { event: 'member.removed', subject: person, assessment, details });
  });
  await announceAccessChange(person);
}

async function keepPlace(actor: AuditActor, person: string, place: Place): Promise<void> {
  const { assessment, role } = place;
  const before = await placeOf(person, assessment);
  if (before) await keepACoordinator(before, role);
  const sections = role === 'lead' || role === 'contributor' ? [...new Set(place.sections)] : [];
  await MembershipModel.updateOne(
    { assessment, user: person },
    { $set: { role, sections } },
    { upsert: true },
  );
  const was = before ? { role: before.role, sections: before.sections } : null;
  const details = { before: was, after: { role, sections } };
  await recordChange(actor, { event: 'member.set', subject: person, assessment, details });
  if (before) await announceAccessChange(person);
}

function placeOf(user: string, assessment: string): Promise<MembershipRecord | null> {
  return MembershipModel.findOne({ assessment, user }).lean<MembershipRecord>().exec();
}

async function keepACoordinator(before: MembershipRecord, role: string | null): Promise<void> {
  if (before.role !== 'coordinator' || role === 'coordinator') return;
  const { assessment, user } = before;
  const others = await MembershipModel.countDocuments({
    assessment,
    role: 'coordinator',
    user: { $ne: user },
  });
  if (others > 0) return;
  throw new Conflict('An assessment needs a coordinator. Make someone else coordinator first.');
}

/** Two removals at the same moment must not each believe that the other coordinator stays. */
function oneAfterAnother<T>(work: () => Promise<T>): Promise<T> {
  const result = last.then(work);
  last = result.catch(() => undefined);
  return result;
}
