import type { z } from 'zod';
import type { setUpInput } from '../accounts/contract.ts';
import { nameCouncil, withSetUpToken } from '../accounts/installation.ts';
import { listMembers, setMember } from '../accounts/members.ts';
import { createPerson } from '../accounts/service.ts';
import { openSession, type SignedIn } from '../accounts/sign-in/sessions.ts';
import { allAssessmentIds } from '../assessments/service.ts';
import { type FieldProblem, InvalidInput } from '../http/errors.ts';

type SetUp = z.output<typeof setUpInput>;

interface CouncilSetUp {
  council: string;
  name: string;
  email: string;
  password: string;
}

/** Sets up a council of one's own: its name and its first person, who is administrator and signed in. */
export function setUpCouncil(input: SetUp): Promise<SignedIn> {
  const { council, name, email, password } = complete(input);
  return withSetUpToken(input.token, async () => {
    const person = { email, name, organisation: council, administrator: true, password };
    const user = await createPerson(null, person);
    await nameCouncil({ id: String(user._id), name }, council);
    await coordinateOrphans(String(user._id), name);
    return openSession(user);
  });
}

/** Assessments imported from the command line before anyone had an account get their coordinator. */
async function coordinateOrphans(person: string, name: string): Promise<void> {
  for (const assessment of await allAssessmentIds()) {
    const members = await listMembers(assessment);
    if (members.length > 0) continue;
    await setMember({ id: person, name }, person, { assessment, role: 'coordinator', sections: [] });
  }
}

/** Nothing of a council of one's own may be missing; the form marks each field. */
function complete({ council, name, email, password }: SetUp): CouncilSetUp {
  const problems: FieldProblem[] = [];
  if (council === undefined) problems.push({ field: 'council', message: 'Enter the name of the council' });
  if (name === undefined) problems.push({ field: 'name', message: 'Enter your name' });
  if (email === undefined) problems.push({ field: 'email', message: 'Enter your e-mail address' });
  if (password === undefined) problems.push({ field: 'password', message: 'Enter a password' });
  if (council !== undefined && name !== undefined && email !== undefined && password !== undefined) {
    return { council, name, email, password: password };
  }
  throw new InvalidInput('There is a problem with what was entered.', problems);
}
