import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { ROLE_WORDS } from '../../../api/accounts/vocabulary.ts';
import type { AssessmentSummary } from '../../../api/assessments/contract.ts';
import { resource } from '../../client/queries.ts';
import { mayCreate, useMe } from '../../client/session.ts';
import { counted, dateWords } from '../../client/words.ts';
import { LinkButton } from '../../controls/button.tsx';
import { EmptyState } from '../../controls/empty-state.tsx';
import { Tag } from '../../controls/tag.tsx';
import { Loaded } from '../frame/loaded.tsx';
import { Page } from '../frame/page.tsx';
import { WaitingForMe } from '../sign-off/signing/waiting.tsx';

/** The first page: the assessments the person has a place in. */
export function AssessmentsPage() {
  const assessments = useQuery(resource<AssessmentSummary[]>('/assessments'));
  return <Loaded query={assessments}>{(found) => <Assessments found={found} />}</Loaded>;
}

function Assessments({ found }: { found: readonly AssessmentSummary[] }) {
  const me = useMe();
  const creates = mayCreate(me);
  const actions = creates && found.length > 0 && <CreateButtons />;
  return (
    <Page title="Self-assessments" actions={actions}>
      <WaitingForMe />
      {found.length === 0 ? (
        <NoAssessments creates={creates} />
      ) : (
        <ul className="plain-list rows">
          {found.map((assessment) => (
            <AssessmentRow key={assessment.id} assessment={assessment} />
          ))}
        </ul>
      )}
    </Page>
  );
}

function CreateButtons() {
  return (
    <>
      <LinkButton href="/assessments/import">Import a document</LinkButton>
      <LinkButton href="/assessments/new" look="secondary">
        Start an empty one
      </LinkButton>
    </>
  );
}

function NoAssessments({ creates }: { creates: boolean }) {
  if (!creates) {
    return (
      <EmptyState title="You have no self-assessment to work on yet">
        When a coordinator gives you a place in one, it appears here. Ask the coordinator at your council if
        you expected to see one.
      </EmptyState>
    );
  }
  return (
    <EmptyState title="There is no self-assessment yet" actions={<CreateButtons />}>
      Bring in the one you have: Candour reads the Word file, finds its judgements, claims and sources, and
      shows you what it found before anything is made. Or start an empty one from an inspection framework.
    </EmptyState>
  );
}

function AssessmentRow({ assessment }: { assessment: AssessmentSummary }) {
  const { id, title, framework, role, claims, claimsWithoutEvidence, openPostIts, updatedAt } = assessment;
  return (
    <li className="row">
      <div className="row__main">
        <h2 className="govuk-heading-m row__title">
          <Link href={`/assessments/${id}`} className="govuk-link">
            {title}
          </Link>
        </h2>
        <p className="row__under">
          {framework} · changed {dateWords(updatedAt)}
        </p>
      </div>
      <div className="row__side">
        {role && <Tag>{ROLE_WORDS[role].name}</Tag>}
        <p className="row__counts figures">
          {counted(claims, 'claim')}
          {claimsWithoutEvidence > 0 && `, ${claimsWithoutEvidence} without evidence`}
          {openPostIts > 0 && `, ${counted(openPostIts, 'open post-it')}`}
        </p>
      </div>
    </li>
  );
}
