import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import type { AssessmentView } from '../../../api/assessments/contract.ts';
import type { AssessmentSignOff } from '../../../api/versions/signing/contract.ts';
import { resource } from '../../client/queries.ts';
import { dateWords } from '../../client/words.ts';
import { EmptyState } from '../../controls/empty-state.tsx';
import { Loaded } from '../frame/loaded.tsx';
import { Page } from '../frame/page.tsx';
import { comparisonPlace } from '../versions/requests.ts';
import { ChainSummary } from './chain/chain-summary.tsx';
import { CurrentSignOff } from './current-sign-off.tsx';
import { EarlierSignOffs } from './earlier-sign-offs.tsx';
import { RequestForm } from './request-form.tsx';
import { SectionStates } from './section-states.tsx';
import './sign-off.css';

/** Who signs a version of the assessment, in which order, and how far that is. */
export function SignOffPage({ id }: { id: string }) {
  const assessment = useQuery(resource<AssessmentView>(`/assessments/${id}`));
  const signOff = useQuery({
    ...resource<AssessmentSignOff>(`/assessments/${id}/sign-off`),
    refetchInterval: 30_000,
  });
  return (
    <Loaded query={assessment}>
      {(found) => <Loaded query={signOff}>{(view) => <SignOff assessment={found} view={view} />}</Loaded>}
    </Loaded>
  );
}

interface SignOffProps {
  assessment: AssessmentView;
  view: AssessmentSignOff;
}

function SignOff({ assessment: { id, title }, view }: SignOffProps) {
  const { chain, current, earlier, sections, rights } = view;
  return (
    <Page
      title="Sign-off"
      eyebrow={title}
      back={{ href: `/assessments/${id}`, label: title }}
      lead="People sign one version, step by step. Each signs exactly what they have read; drafting can go on meanwhile."
    >
      {current ? (
        <CurrentSignOff assessment={id} signOff={current} />
      ) : (
        <EmptyState title="No version has gone round yet">
          {rights.request
            ? 'Say who signs, take a version, and ask for signatures below.'
            : 'When the coordinator asks for signatures, you see here how far they are.'}
        </EmptyState>
      )}
      {view.lastSignedByMe?.version !== view.sinceSigned?.version && (
        <SinceMine assessment={id} mine={view.lastSignedByMe} />
      )}
      <SinceSigned assessment={id} since={view.sinceSigned} />
      {rights.request && current?.state !== 'open' && <RequestForm assessment={id} chain={chain} />}
      <SectionStates assessment={id} sections={sections} />
      <ChainSummary assessment={id} chain={chain} mayChange={rights.setChain} />
      <EarlierSignOffs assessment={id} signOffs={earlier} />
    </Page>
  );
}

interface SinceMineProps {
  assessment: string;
  mine: AssessmentSignOff['lastSignedByMe'];
}

/** The way to what changed since the person signed last. */
function SinceMine({ assessment, mine }: SinceMineProps) {
  if (!mine) return null;
  return (
    <p className="govuk-body sign-off__since">
      You signed version {mine.number} on {dateWords(mine.at)}.{' '}
      <Link href={comparisonPlace(assessment, mine.version)} className="govuk-link">
        See what has changed since you signed
      </Link>
    </p>
  );
}

/** What became of the text that was signed last. */
function SinceSigned({ assessment, since }: { assessment: string; since: AssessmentSignOff['sinceSigned'] }) {
  if (!since) return null;
  const { version, number, intact, broken, added, removed } = since;
  const parts: [number, string][] = [
    [broken, 'changed'],
    [added, 'added'],
    [removed, 'removed'],
    [intact, 'the same'],
  ];
  const words = parts.filter(([count]) => count > 0).map(([count, word]) => `${count} ${word}`);
  return (
    <p className="govuk-body sign-off__since">
      Since version {number} was signed, claims: <span className="figures">{words.join(', ')}</span>.{' '}
      <Link href={comparisonPlace(assessment, version)} className="govuk-link">
        See what has changed since it was signed
      </Link>
    </p>
  );
}
