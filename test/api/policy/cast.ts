import mongoose from 'mongoose';
import type { Role } from '../../../api/accounts/vocabulary.ts';
import type { AssessmentView } from '../../../api/assessments/contract.ts';
import type { PostItView } from '../../../api/post-its/contract.ts';
import type { VersionView } from '../../../api/versions/contract.ts';
import type { SignOffView } from '../../../api/versions/signing/contract.ts';
import type { TestApp } from '../../support/app.ts';
import { type Client, createClient } from '../../support/http.ts';
import { giveRole, newCouncil, newMember, newPerson } from '../../support/people.ts';
import type { Caller } from './matrix.ts';

/** Everyone of the matrix as a client, someone who is let in everywhere, and what the paths name. */
export interface Cast {
  clients: Record<Caller, Client>;
  everywhere: Client;
  params: Record<string, string>;
}

/** Makes two assessments with everyone in their place, and one record of each kind that a path can name. */
export async function assembleCast(app: TestApp): Promise<Cast> {
  const administrator = await newCouncil(app);
  const coordinator = await newPerson(app, 'Cora Coordinator');
  const everywhere = await newPerson(app, 'Eve Everywhere', { administrator: true });
  const create = async (title: string) =>
    (await everywhere.client.post<AssessmentView>('/assessments', { title, framework: 'ofsted-ilacs-2026' }))
      .body;
  const [here, elsewhere] = [await create('Here'), await create('Elsewhere')];
  const assessment = here.id;
  const [own, other] = here.sections.filter((one) => one.kind === 'judgement').map((one) => one.id);
  await giveRole(coordinator, { assessment, role: 'coordinator' });
  const member = async (name: string, role: Role, section?: string) =>
    (await newMember(app, name, { assessment, role, sections: section === undefined ? [] : [section] }))
      .client;
  const outside = { assessment: elsewhere.id, role: 'coordinator' as const };
  const clients: Cast['clients'] = {
    anonymous: createClient(app.url),
    stranger: (await newPerson(app, 'Sam Stranger')).client,
    'coordinator elsewhere': (await newMember(app, 'Olga Outside', outside)).client,
    reader: await member('Rita Reader', 'reader'),
    partner: await member('Pete Partner', 'partner'),
    'senior manager': await member('Sue Senior', 'senior-manager'),
    'contributor elsewhere in it': await member('Colin Other', 'contributor', other),
    'lead elsewhere in it': await member('Lena Other', 'lead', other),
    contributor: await member('Chris Contributor', 'contributor', own),
    lead: await member('Leo Lead', 'lead', own),
    coordinator: coordinator.client,
    administrator: administrator.client,
  };
  const section = own ?? '';
  const note = { target: { kind: 'section' }, note: 'A note' };
  const postIt = await coordinator.client.post<PostItView>(`/sections/${section}/post-its`, note);
  const title = 'First draft';
  const taken = await coordinator.client.post<VersionView>(`/assessments/${assessment}/versions`, { title });
  const chain = { steps: [{ title: 'Director', people: [coordinator.id] }] };
  await coordinator.client.put(`/assessments/${assessment}/sign-off/chain`, chain);
  const asked = await coordinator.client.post<SignOffView>(`/versions/${taken.body.id}/sign-off`);
  const signOff = asked.body.id;
  const records = {
    signOff,
    postIt: postIt.body.id,
    version: taken.body.id,
    export: await storedExport(assessment),
  };
  const params = { assessment, section, ...records };
  return { clients, everywhere: everywhere.client, params: { ...params, ...unmet } };
}

/** What paths may name without being there: rights come first. */
const unmet = {
  person: '0'.repeat(24),
  invitation: '0'.repeat(24),
  evidence: '0'.repeat(24),
  import: '0'.repeat(24),
  claim: 'aaaaaaaaaaaa',
  revision: '1',
  token: 'nothing',
  framework: 'ofsted-ilacs-2026',
};

/** A finished export without its file: asking for one would start a browser. */
async function storedExport(assessment: string): Promise<string> {
  const record = {
    assessment,
    requestedBy: { id: '', name: '' },
    form: 'pdf',
    edition: 'inspection',
    filename: 'x.pdf',
    requestedAt: new Date(),
    state: 'failed',
    progress: 0,
    step: '',
  };
  const { insertedId } = await mongoose.connection.collection('exports').insertOne(record);
  return String(insertedId);
}
