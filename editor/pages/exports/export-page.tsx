import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { AssessmentView } from '../../../api/assessments/contract.ts';
import type { ExportRequested, ExportView } from '../../../api/packs/contract.ts';
import { resource } from '../../client/queries.ts';
import { request } from '../../client/request.ts';
import { sizeWords } from '../../client/words.ts';
import { Button } from '../../controls/button.tsx';
import { Notice } from '../../controls/notice.tsx';
import { ForbiddenPage } from '../frame/failures.tsx';
import { Loaded, LoadedPart } from '../frame/loaded.tsx';
import { Page } from '../frame/page.tsx';
import { useAct } from '../frame/use-act.tsx';

/** Makes a PDF of an assessment as it stands now. */
export function ExportPage({ id }: { id: string }) {
  const assessment = useQuery(resource<AssessmentView>(`/assessments/${id}`));
  return <Loaded query={assessment}>{(found) => <Export assessment={found} />}</Loaded>;
}

function Export({ assessment }: { assessment: AssessmentView }) {
  const { id, title, rights } = assessment;
  const [asked, setAsked] = useState<string | null>(null);
  const { act, busy, problem } = useAct();
  const ask = (): void =>
    void act(async () => {
      setAsked((await request<ExportRequested>('POST', `/assessments/${id}/exports`)).id);
    });
  if (!rights.export) {
    return (
      <ForbiddenPage message="Your role in this assessment does not export it. Ask the coordinator for a copy." />
    );
  }
  return (
    <Page
      title="Export"
      eyebrow={title}
      back={{ href: `/assessments/${id}`, label: title }}
      width="narrow"
      lead="A PDF of the text as it stands now, marked as a draft on every page."
    >
      <ul className="govuk-list govuk-list--bullet">
        <li>Cover, contents with page numbers, every chapter and judgement</li>
        <li>Claims with their numbers, by side and theme, with links to the evidence index</li>
        <li>The table of recommendations</li>
        <li>No post-its: they stay between you</li>
      </ul>
      {problem}
      {asked === null ? (
        <Button busy={busy} onClick={ask}>
          Make the PDF
        </Button>
      ) : (
        <Making key={asked} id={asked} onAgain={ask} />
      )}
    </Page>
  );
}

const isOver = (state: ExportView['state']): boolean => state !== 'queued' && state !== 'running';

function Making({ id, onAgain }: { id: string; onAgain: () => void }) {
  const made = useQuery({
    ...resource<ExportView>(`/exports/${id}`),
    staleTime: 0,
    refetchInterval: ({ state }) => (state.data && isOver(state.data.state) ? false : 500),
  });
  return (
    <LoadedPart query={made}>
      {(view) => {
        if (view.state === 'done') return <Made view={view} onAgain={onAgain} />;
        if (isOver(view.state)) return <NotMade view={view} onAgain={onAgain} />;
        return <UnderWay view={view} />;
      }}
    </LoadedPart>
  );
}

function UnderWay({ view }: { view: ExportView }) {
  return (
    <div className="making">
      <label htmlFor="making">Making the PDF</label>
      <progress id="making" max={1} value={view.progress} />
      <p className="govuk-body quiet" role="status">
        {view.step === '' ? 'Waiting for its turn…' : view.step}
      </p>
    </div>
  );
}

/** The download starts by itself, once; the link is there for those whose browser asks first. */
function Made({ view, onAgain }: { view: ExportView; onAgain: () => void }) {
  const link = useRef<HTMLAnchorElement>(null);
  useEffect(() => link.current?.click(), []);
  return (
    <>
      <Notice kind="success" title="The PDF is ready" announce>
        <p className="govuk-body">
          Your browser is saving it. If not,{' '}
          <a ref={link} className="govuk-link" href={`/api/exports/${view.id}/file`} download={view.filename}>
            download {view.filename}
          </a>
          {view.bytes !== null && ` (${sizeWords(view.bytes)})`}.
        </p>
      </Notice>
      <Button look="secondary" onClick={onAgain}>
        Make it again
      </Button>
    </>
  );
}

function NotMade({ view, onAgain }: { view: ExportView; onAgain: () => void }) {
  const words = 'Try again. If it happens again, tell your administrator.';
  return (
    <>
      <Notice kind="error" title="The PDF was not made" announce>
        <p className="govuk-body">{view.error ?? words}</p>
      </Notice>
      <Button onClick={onAgain}>Make it again</Button>
    </>
  );
}
