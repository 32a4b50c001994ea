import { listMembers } from '../../accounts/members.ts';
import type { Role } from '../../accounts/vocabulary.ts';
import { InvalidInput } from '../../http/errors.ts';
import { can } from '../../policy.ts';
import type { Person } from '../contract.ts';

/** Who may stand in the chain of an assessment, by name: its members who may sign and whose account is open. */
export async function listCandidates(assessment: string): Promise<(Person & { role: Role })[]> {
  const members = await listMembers(assessment);
  return members
    .filter(({ person, role, sections }) => {
      const actor = { ...person, session: '', memberships: [{ assessment, role, sections }] };
      return !person.suspended && can(actor, 'sign-off.sign', { assessment });
    })
    .map(({ person: { id, name }, role }) => ({ id, name, role }));
}

/** The candidates with these ids, in the same order. Throws InvalidInput when one of them may not sign. */
export async function requireCandidates(assessment: string, ids: readonly string[]): Promise<Person[]> {
  const candidates = await listCandidates(assessment);
  return ids.map((id) => {
    const found = candidates.find((one) => one.id === id);
    if (!found) {
      const message = 'Choose people who take part in this assessment and may read its drafts';
      throw new InvalidInput(`${message}.`, [{ field: 'steps', message }]);
    }
    return { id, name: found.name };
  });
}

/** Those of the people who have left the assessment, or may no longer sign in it. */
export async function whoLeft(assessment: string, people: readonly Person[]): Promise<Person[]> {
  const candidates = await listCandidates(assessment);
  return people.filter(({ id }) => !candidates.some((one) => one.id === id));
}
