import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import type { AssessmentView } from '../../../api/assessments/contract.ts';
import type { Restored, VersionsView, VersionView } from '../../../api/versions/contract.ts';
import { resource } from '../../client/queries.ts';
import { listed } from '../../client/words.ts';
import { Button } from '../../controls/button.tsx';
import { EmptyState } from '../../controls/empty-state.tsx';
import { Notice } from '../../controls/notice.tsx';
import { Loaded } from '../frame/loaded.tsx';
import { Page } from '../frame/page.tsx';
import { CompareForm } from './compare-form.tsx';
import { comparisonPlace } from './requests.ts';
import { RestoreDialog } from './restore-dialog.tsx';
import { TakeVersionDialog } from './take-version-dialog.tsx';
import { VersionActs } from './version-acts.tsx';
import { VersionList } from './version-list.tsx';
import { versionName } from './words.ts';
import './versions.css';

/** The versions of an assessment: frozen copies to read, compare, restore and have signed. */
export function VersionsPage({ id }: { id: string }) {
  const assessment = useQuery(resource<AssessmentView>(`/assessments/${id}`));
  const versions = useQuery(resource<VersionsView>(`/assessments/${id}/versions`));
  return (
    <Loaded query={assessment}>
      {(found) => <Loaded query={versions}>{(view) => <Versions assessment={found} view={view} />}</Loaded>}
    </Loaded>
  );
}

interface VersionsProps {
  assessment: AssessmentView;
  view: VersionsView;
}

function Versions({ assessment, view }: VersionsProps) {
  const { id, title } = assessment;
  const { versions, rights } = view;
  const [taking, setTaking] = useState(false);
  const [restoring, setRestoring] = useState<VersionView | null>(null);
  const [done, setDone] = useState<{ title: string; words: string } | null>(null);
  const take = rights.take && <Button onClick={() => setTaking(true)}>Take a version</Button>;
  return (
    <Page
      title="Versions"
      eyebrow={title}
      back={{ href: `/assessments/${id}`, label: title }}
      lead="A version is the whole assessment as it stood at one moment: text, grades and the evidence it cites. It never changes afterwards."
      actions={versions.length > 0 && take}
    >
      {done && (
        <Notice kind="success" title={done.title} announce>
          <p className="govuk-body">{done.words}</p>
        </Notice>
      )}
      {versions.length === 0 ? (
        <EmptyState title="No version has been taken yet" actions={take}>
          {rights.take
            ? 'Take one when the text is ready to be read by someone: before the annual conversation, before a meeting of the Board, before it goes round for signatures.'
            : 'When the coordinator takes one, it can be read and compared here.'}
        </EmptyState>
      ) : (
        <>
          <SinceNewest view={view} id={id} />
          <VersionList
            versions={versions}
            acts={(version) => (
              <VersionActs
                version={version}
                rights={{ ...rights, export: assessment.rights.export }}
                onRestore={setRestoring}
              />
            )}
          />
          <CompareForm assessment={id} versions={versions} />
        </>
      )}
      <TakeVersionDialog
        open={taking}
        onClose={() => setTaking(false)}
        assessment={id}
        onTaken={(taken) =>
          setDone({
            title: `${versionName(taken)} is taken`,
            words: `“${taken.title}” now stands as it is. Drafting can go on.`,
          })
        }
      />
      <RestoreDialog
        version={restoring}
        onClose={() => setRestoring(null)}
        onRestored={(version, restored) => setDone(restoredWords(version, restored))}
      />
    </Page>
  );
}

/** What was brought back, and where to find what stood there before. */
function restoredWords({ number }: VersionView, restored: Restored): { title: string; words: string } {
  const { before, sections, recommendations, glossary } = restored;
  const what = [
    ...sections.map((section) => `“${section.title}”`),
    ...(recommendations ? ['the recommendations'] : []),
    ...(glossary ? ['the glossary'] : []),
  ];
  if (what.length === 0)
    return { title: 'Nothing had to be changed', words: `Everything stands as in version ${number}.` };
  return {
    title: `Brought back from version ${number}: ${listed(what)}`,
    words: `What stood there before is in version ${before.number}, “${before.title}”.`,
  };
}

function SinceNewest({ view, id }: { view: VersionsView; id: string }) {
  const [newest] = view.versions;
  if (!newest) return null;
  if (!view.changedSince) {
    return <p className="govuk-body">The text stands as it does in version {newest.number}.</p>;
  }
  return (
    <p className="govuk-body">
      The text has changed since version {newest.number}.{' '}
      <Link href={comparisonPlace(id, newest.id)} className="govuk-link">
        See what has changed
      </Link>
    </p>
  );
}
