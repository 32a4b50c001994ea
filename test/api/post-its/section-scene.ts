import type { AssessmentView, SectionView } from '../../../api/assessments/contract.ts';
import { createAssessment } from '../../../api/assessments/service.ts';
import { readFrameworkFiles } from '../../../api/frameworks/library.ts';
import type { PostItView } from '../../../api/post-its/contract.ts';
import type { RegionText } from '../../../editor/schema/document.ts';
import { startTestApp, type TestApp } from '../../support/app.ts';
import type { Answer } from '../../support/http.ts';
import { newCouncil, newMember, type TestPerson } from '../../support/people.ts';

/** The id of the one claim. */
export const CLAIM = 'claimclaim01';

/** The one claim of the section, on its first side. */
export const claims: RegionText = {
  type: 'doc',
  content: [
    {
      type: 'claim',
      attrs: { id: CLAIM, level: 0 },
      content: [{ type: 'text', text: 'Social workers visit children when they should' }],
    },
  ],
};

/** A running Candour with a section of one claim, people who may do different things in it, and one from elsewhere. */
export interface SectionScene {
  app: TestApp;
  section: SectionView;
  /** Another section of the same assessment, which the lead does not lead. */
  other: SectionView;
  side: string;
  lead: TestPerson;
  partner: TestPerson;
  reader: TestPerson;
  stranger: TestPerson;
  stick(person: TestPerson, note: string, target?: unknown, on?: string): Promise<Answer<PostItView>>;
  notes(person: TestPerson): Promise<PostItView[]>;
}

/** Starts one. */
export async function startSection(): Promise<SectionScene> {
  const app = await startTestApp();
  const administrator = await newCouncil(app);
  const framework = readFrameworkFiles().find((one) => one.id === 'ofsted-ilacs-2023');
  const judgement = framework?.judgements.find((one) => one.section);
  const side = framework?.sides[0]?.id ?? '';
  const assessment = await createAssessment(await administrator.actor(), {
    title: 'Self-assessment',
    framework: 'ofsted-ilacs-2023',
    chapters: [],
    sections: [{ judgement: judgement?.id ?? '', regions: { [side]: claims } }],
    recommendations: [],
  });
  const judgements = assessment.sections.filter((one) => one.kind === 'judgement');
  const [section, other] = judgements as [SectionView, SectionView];
  const elsewhere = await administrator.client.post<AssessmentView>('/assessments', {
    title: 'Another',
    framework: 'ofsted-ilacs-2018',
  });
  const place = { assessment: assessment.id };
  return {
    app,
    section,
    other,
    side,
    lead: await newMember(app, 'Lea Lead', { ...place, role: 'lead', sections: [section.id] }),
    partner: await newMember(app, 'Pat Partner', { ...place, role: 'partner' }),
    reader: await newMember(app, 'Rea Reader', { ...place, role: 'reader' }),
    stranger: await newMember(app, 'Sam Stranger', { assessment: elsewhere.body.id, role: 'coordinator' }),
    stick: (person, note, target = { kind: 'section' }, on = section.id) =>
      person.client.post<PostItView>(`/sections/${on}/post-its`, { target, note }),
    notes: async (person) => (await person.client.get<PostItView[]>(`/sections/${section.id}/post-its`)).body,
  };
}
