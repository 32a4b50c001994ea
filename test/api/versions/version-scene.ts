import type { AssessmentView, SectionView } from '../../../api/assessments/contract.ts';
import { createAssessment } from '../../../api/assessments/service.ts';
import { changeSection } from '../../../api/collaboration/service.ts';
import type { EvidenceFields } from '../../../api/evidence/contract.ts';
import { createEvidence } from '../../../api/evidence/service.ts';
import { readFrameworkFiles } from '../../../api/frameworks/library.ts';
import type { VersionView } from '../../../api/versions/contract.ts';
import type { Block, CitationNode, RegionText } from '../../../editor/schema/document.ts';
import { claimText } from '../../collaboration/page.ts';
import { startTestApp, type TestApp } from '../../support/app.ts';
import { newCouncil, newMember, type TestPerson } from '../../support/people.ts';

/** A running Candour with an assessment of two written sections and a foreword, and everyone who has to do with versions. */
export interface VersionScene {
  app: TestApp;
  assessment: string;
  section: SectionView;
  other: SectionView;
  foreword: SectionView;
  /** The sides of both sections. */
  side: string;
  otherSide: string;
  /** A record that everyone may see, and one for the council only. */
  shown: string;
  hidden: string;
  /** Administrator of Candour and coordinator of the assessment. */
  coordinator: TestPerson;
  lead: TestPerson;
  contributor: TestPerson;
  manager: TestPerson;
  partner: TestPerson;
  reader: TestPerson;
  take(title?: string): Promise<VersionView>;
  /** Puts words into the n-th block of a region as somebody else's edit. */
  type(words: string, place?: { index?: number; region?: string; section?: string }): Promise<void>;
}

/** The ids of the claims of the first section: two with a citation on the first side, one on the second. */
export const CLAIMS = ['first0claim1', 'second0claim', 'third0claim1'] as const;

/** Starts one. */
export async function startVersionScene(): Promise<VersionScene> {
  const app = await startTestApp();
  const coordinator = await newCouncil(app);
  const shown = await record(coordinator, 'A letter for inspectors', 'inspectors');
  const hidden = await record(coordinator, 'A secret of the council', 'council');
  const [side, otherSide] = sidesOfFramework();
  const created = await seed(coordinator, { side, otherSide, shown, hidden });
  const assessment = created.id;
  const [section, other] = created.sections.filter(({ kind }) => kind === 'judgement') as [
    SectionView,
    SectionView,
  ];
  const foreword = created.sections.find(({ kind }) => kind === 'chapter') as SectionView;
  const member = (name: string, role: 'lead' | 'contributor' | 'senior-manager' | 'partner' | 'reader') =>
    newMember(app, name, { assessment, role, sections: [section.id] });
  return {
    app,
    assessment,
    section,
    other,
    foreword,
    side,
    otherSide,
    shown,
    hidden,
    coordinator,
    lead: await member('Lea Lead', 'lead'),
    contributor: await member('Con Contributor', 'contributor'),
    manager: await member('Mia Manager', 'senior-manager'),
    partner: await member('Pat Partner', 'partner'),
    reader: await member('Rea Reader', 'reader'),
    async take(title = 'A version') {
      const path = `/assessments/${assessment}/versions`;
      return (await coordinator.client.post<VersionView>(path, { title })).body;
    },
    type: (words, { index = 1, region = side, section: where = section.id } = {}) =>
      changeSection(where, null, (ydoc) => claimText(ydoc, index, region).insert(0, words)),
  };
}

function sidesOfFramework(): [string, string] {
  const framework = readFrameworkFiles().find(({ id }) => id === 'ofsted-ilacs-2018');
  const [one, two] = framework?.sides ?? [];
  return [one?.id ?? '', two?.id ?? ''];
}

async function record(
  by: TestPerson,
  title: string,
  visibility: EvidenceFields['visibility'],
): Promise<string> {
  const fields = { title, visibility, source: 'Council', type: 'other', date: null } as const;
  return (await createEvidence(await by.actor(), { ...fields, notForQuotation: false })).id;
}

async function seed(
  by: TestPerson,
  given: Pick<VersionScene, 'side' | 'otherSide' | 'shown' | 'hidden'>,
): Promise<AssessmentView> {
  const judgements =
    readFrameworkFiles()
      .find(({ id }) => id === 'ofsted-ilacs-2018')
      ?.judgements.filter((one) => one.section) ?? [];
  const { side, otherSide, shown, hidden } = given;
  return createAssessment(await by.actor(), {
    title: 'Self-assessment of Testshire',
    framework: 'ofsted-ilacs-2018',
    chapters: [{ title: 'Foreword', place: 'front', text: region(paragraph('We know our services.')) }],
    sections: [
      {
        judgement: judgements[0]?.id ?? '',
        regions: {
          overview: region(paragraph('An overview.')),
          [side]: region(
            theme('Early help'),
            claim(CLAIMS[0], 'Families get help early', cite(shown, 'a letter says so')),
            claim(CLAIMS[1], 'Children are heard', cite(hidden, 'a secret says so')),
          ),
          [otherSide]: region(claim(CLAIMS[2], 'Plans come late')),
        },
      },
      {
        judgement: judgements[1]?.id ?? '',
        regions: { [side]: region(theme('Homes'), claim('fourth0claim', 'Homes are near')) },
      },
    ],
    recommendations: [{ recommendation: 'Do better', position: 'We did', progress: 'Complete' }],
  });
}

/** A region of these blocks. */
export function region(...content: Block[]): RegionText {
  return { type: 'doc', content };
}

/** A paragraph of prose. */
export function paragraph(text: string): Block {
  return { type: 'paragraph', attrs: { bullet: false }, content: [{ type: 'text', text }] };
}

/** A theme heading. */
export function theme(text: string, id = 'theme0000001'): Block {
  return { type: 'theme', attrs: { id }, content: [{ type: 'text', text }] };
}

/** A claim, or with `level` 1 a sub-point. */
export function claim(id: string, text: string, citation?: CitationNode, level: 0 | 1 = 0): Block {
  const words = { type: 'text' as const, text };
  return { type: 'claim', attrs: { id, level }, content: citation ? [words, citation] : [words] };
}

/** A citation of a record's first revision. */
export function cite(evidence: string, quote = '', page = '4'): CitationNode {
  return { type: 'citation', attrs: { evidence, revision: 1, page, quote } };
}
