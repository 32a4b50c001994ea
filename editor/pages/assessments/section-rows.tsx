import { Link } from 'wouter';
import type { AssessmentView, SectionView } from '../../../api/assessments/contract.ts';
import { counted, listed } from '../../client/words.ts';
import { SectionStateTag } from '../../controls/section-state-tag.tsx';
import { Tag } from '../../controls/tag.tsx';

const placeOf = (section: SectionView): string => `/assessments/${section.assessment}/sections/${section.id}`;

interface JudgementRowProps {
  section: SectionView;
  leads: string[] | null;
  /** The person edits this section and not all of them. */
  own: boolean;
}

/** One judgement in the overview: its number, grade, counts, and who leads it where that is known. */
export function JudgementRow({ section, leads, own }: JudgementRowProps) {
  return (
    <li className="row">
      <span className="row__code figures">{section.code}</span>
      <div className="row__main">
        <h3 className="govuk-heading-s row__title">
          <Link href={placeOf(section)} className="govuk-link">
            {section.title}
          </Link>
        </h3>
        <p className="row__under">
          {leads !== null && <span>{leads.length === 0 ? 'No lead yet' : `Led by ${listed(leads)}`}</span>}
          {own && <span>You work on this section</span>}
          <Counts section={section} />
        </p>
      </div>
      <div className="row__side">
        <Grade section={section} />
        <SectionStateTag state={section.state} />
      </div>
    </li>
  );
}

function Grade({ section }: { section: SectionView }) {
  if (!section.graded) return null;
  const grade = section.grades.find((one) => one.id === section.grade);
  return grade ? <Tag tone="accent">{grade.label}</Tag> : <Tag>No grade yet</Tag>;
}

function Counts({ section }: { section: SectionView }) {
  return (
    <>
      <span className="figures">
        {section.claims === 0 ? 'No claims yet' : counted(section.claims, 'claim')}
      </span>
      {section.claimsWithoutEvidence > 0 && (
        <span className="row__lack figures">{section.claimsWithoutEvidence} without evidence</span>
      )}
      {section.openPostIts > 0 && (
        <span className="row__post-its figures">{counted(section.openPostIts, 'open post-it')}</span>
      )}
    </>
  );
}

/** One chapter of front or back matter. */
export function ChapterRow({ section }: { section: SectionView }) {
  return (
    <li className="row row--tight">
      <div className="row__main">
        <Link href={placeOf(section)} className="govuk-link">
          {section.title}
        </Link>
      </div>
      <div className="row__side">
        {section.openPostIts > 0 && (
          <p className="row__counts">
            <span className="row__post-its">{counted(section.openPostIts, 'open post-it')}</span>
          </p>
        )}
        <SectionStateTag state={section.state} />
      </div>
    </li>
  );
}

/** The way to the table of recommendations. */
export function RecommendationsRow({ assessment }: { assessment: AssessmentView }) {
  const { id, recommendations } = assessment;
  return (
    <li className="row row--tight">
      <div className="row__main">
        <Link href={`/assessments/${id}/recommendations`} className="govuk-link">
          Recommendations of earlier inspections
        </Link>
      </div>
      <div className="row__side">
        <p className="row__counts figures">
          {recommendations === 0 ? 'None yet' : counted(recommendations, 'recommendation')}
        </p>
      </div>
    </li>
  );
}

/** The way to the glossary, for those who may see what the draft leaves unexplained. */
export function GlossaryRow({ assessment: { id, rights } }: { assessment: AssessmentView }) {
  if (!rights.export) return null;
  return (
    <li className="row row--tight">
      <div className="row__main">
        <Link href={`/assessments/${id}/glossary`} className="govuk-link">
          Glossary
        </Link>
      </div>
    </li>
  );
}
