import type { Role } from '../../../api/accounts/vocabulary.ts';
import type { AssessmentView } from '../../../api/assessments/contract.ts';
import type { EvidenceStored } from '../../../api/evidence/contract.ts';
import { startTestApp, type TestApp } from '../../support/app.ts';
import type { Answer } from '../../support/http.ts';
import { newCouncil, newMember, type TestPerson } from '../../support/people.ts';

/** A running Candour with one assessment and its people. */
export interface LibraryScene {
  app: TestApp;
  assessment: AssessmentView;
  administrator: TestPerson;
  coordinator: TestPerson;
  member(name: string, role: Role, sections?: string[]): Promise<TestPerson>;
}

/** Starts one; `environment` adds settings. */
export async function startLibrary(environment: Record<string, string> = {}): Promise<LibraryScene> {
  const app = await startTestApp(environment);
  const administrator = await newCouncil(app);
  const made = await administrator.client.post<AssessmentView>('/assessments', {
    title: 'Self-assessment',
    framework: 'ofsted-ilacs-2023',
  });
  const assessment = made.body;
  const member = (name: string, role: Role, sections: string[] = []) =>
    newMember(app, name, { assessment: assessment.id, role, sections });
  const coordinator = await member('Cora Coordinator', 'coordinator');
  return { app, assessment, administrator, coordinator, member };
}

/** A form with fields and a file. */
export function formWith(
  bytes: Uint8Array | string,
  filename: string,
  fields: Record<string, string> = {},
): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  const part = typeof bytes === 'string' ? bytes : new Uint8Array(bytes);
  form.set('file', new Blob([part], { type: 'application/octet-stream' }), filename);
  return form;
}

/** Uploads a file as a new record titled after it, unless the fields say otherwise. */
export function uploadBy(
  person: TestPerson,
  bytes: Uint8Array | string,
  filename: string,
  fields: Record<string, string> = {},
): Promise<Answer<EvidenceStored>> {
  const body = formWith(bytes, filename, { title: 'A title', ...fields });
  return person.client.request('POST', '/evidence', { body });
}

/** Fetches a file of a record as a browser would. */
export function download(
  person: TestPerson,
  app: TestApp,
  path: string,
  headers: Record<string, string> = {},
): Promise<Response> {
  const cookie = person.client.cookie();
  return fetch(`${app.url}/api/evidence/${path}/file`, { headers: { cookie, ...headers } });
}
