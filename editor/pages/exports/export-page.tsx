import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { AssessmentView, GlossaryView } from '../../../api/assessments/contract.ts';
import type { ExportRequested, ExportsView } from '../../../api/packs/contract.ts';
import type { VersionsView } from '../../../api/versions/contract.ts';
import { refresh, resource } from '../../client/queries.ts';
import { request } from '../../client/request.ts';
import { Button } from '../../controls/button.tsx';
import { Notice } from '../../controls/notice.tsx';
import { ForbiddenPage } from '../frame/failures.tsx';
import { Loaded, LoadedPart } from '../frame/loaded.tsx';
import { Page } from '../frame/page.tsx';
import { useAct } from '../frame/use-act.tsx';
import { ExportChoices } from './export-choices.tsx';
import { GoingOut } from './going-out.tsx';
import { Making } from './making.tsx';
import { type Order, thing } from './order.ts';
import { RecentExports } from './recent-exports.tsx';

/** Makes a PDF, a web page or an evidence pack of an assessment, as it stands or of a version. */
export function ExportPage({ id }: { id: string }) {
  const assessment = useQuery(resource<AssessmentView>(`/assessments/${id}`));
  return (
    <Loaded query={assessment}>
      {(found) => (found.rights.export ? <Export assessment={found} /> : <NotAllowed />)}
    </Loaded>
  );
}

function NotAllowed() {
  return (
    <ForbiddenPage message="Your role in this assessment does not export it. Ask the coordinator for a copy." />
  );
}

function Export({ assessment: { id, title } }: { assessment: AssessmentView }) {
  const versions = useQuery(resource<VersionsView>(`/assessments/${id}/versions`));
  const recent = useQuery({ ...resource<ExportsView>(`/assessments/${id}/exports`), staleTime: 0 });
  const [order, setOrder] = useState<Order>(orderInAddress);
  const [asked, setAsked] = useState<string | null>(null);
  const { act, busy, problem } = useAct();
  const renew = (): void => void refresh(`/assessments/${id}/exports`);
  const ask = (): void =>
    void act(async () => {
      setAsked((await request<ExportRequested>('POST', `/assessments/${id}/exports`, order)).id);
      renew();
    });
  const choose = (chosen: Partial<Order>): void => {
    setOrder({ ...order, ...chosen });
    setAsked(null);
  };
  return (
    <Page
      title="Export"
      eyebrow={title}
      back={{ href: `/assessments/${id}`, label: title }}
      width="narrow"
      lead="Hand over the assessment: on its own, or with the evidence behind it."
    >
      <LoadedPart query={versions}>
        {(found) => <ExportChoices versions={found.versions} order={order} onChoose={choose} />}
      </LoadedPart>
      <GoingOut assessment={id} order={order} />
      <NeverExplained assessment={id} />
      {problem}
      {asked === null ? (
        <Button busy={busy} onClick={ask}>
          Make the {thing(order.form)}
        </Button>
      ) : (
        <Making key={asked} id={asked} onAgain={ask} onOver={renew} />
      )}
      <LoadedPart query={recent}>{({ exports }) => <RecentExports exports={exports} />}</LoadedPart>
    </Page>
  );
}

/** Acronyms that a reader meets without being told what they mean: the author should know before they go out. */
function NeverExplained({ assessment }: { assessment: string }) {
  const { data } = useQuery(resource<GlossaryView>(`/assessments/${assessment}/glossary`));
  if (!data || data.unexplained.length === 0) return null;
  return (
    <Notice kind="warning" title="Acronyms that are never explained">
      <p className="govuk-body">
        {data.unexplained.join(', ')}. Spell each out where it first stands, or explain it in the glossary.
        You can export all the same.
      </p>
    </Notice>
  );
}

/** A link to this page may name the version: `?version=`. */
function orderInAddress(): Order {
  const version = new URLSearchParams(window.location.search).get('version');
  return { version, edition: 'inspection', form: 'pdf' };
}
