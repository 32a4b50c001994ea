import { useMemo, useState } from 'react';
import type { AssessmentView, SectionView } from '../../../api/assessments/contract.ts';
import { Button } from '../../controls/button.tsx';
import { CopyTextWarning, useLeavingPrompt, useSaveState } from '../connection/save-status.tsx';
import { sectionAsPlainText } from '../connection/unsaved-text.ts';
import { type SectionOnPage, useLiveSection } from '../connection/use-live-section.ts';
import { EvidenceSearchPopover } from '../citations/evidence-search.tsx';
import { type LiveDesk, DeskProvider, createDeskStores } from '../desk.ts';
import { Outline } from '../outline/outline.tsx';
import { SidePanel } from '../panel/side-panel.tsx';
import { LinkDialog } from '../toolbar/link-dialog.tsx';
import { Paper } from './paper.tsx';
import { Said } from './said.tsx';
import { TopBar } from './top-bar.tsx';
import { useFacts } from './use-facts.ts';

/** The whole page of a section, from the outline on the left to the panel on the right. */
export function SectionWorkspace({
  assessment,
  section,
}: {
  assessment: AssessmentView;
  section: SectionView;
}) {
  const [stores] = useState(createDeskStores);
  const page = useLiveSection(section);
  const state = useSaveState(page.connection);
  useLeavingPrompt(state.wouldLose);
  useFacts(section, stores);
  const mayEdit =
    section.rights.edit &&
    (page.connection.kind === 'open' || page.connection.kind === 'lost') &&
    page.connection.mayWrite;
  const live = page.live;
  const desk = useMemo<LiveDesk | null>(
    () => live && { assessment, section, live, mayEdit, stores },
    [assessment, section, live, mayEdit, stores],
  );
  return (
    <div className="section-page">
      <TopBar assessment={assessment} section={section} state={state} desk={desk} />
      <Warnings page={page} section={section} words={state.urgency === 'warning' ? state.words : null} />
      <div className="section-page__columns">
        <Outline assessment={assessment} current={section.id} />
        {desk ? (
          <DeskProvider value={desk} key={desk.live.ydoc.guid}>
            <Paper />
            <SidePanel />
            <EvidenceSearchPopover />
            <LinkDialog />
            <Said />
          </DeskProvider>
        ) : (
          <div className="paper paper--waiting">
            <h1 className="govuk-heading-l">{section.title}</h1>
            <p className="loading" role="status">
              {state.words}…
            </p>
          </div>
        )}
      </div>
    </div>
  );
}

interface WarningsProps {
  page: SectionOnPage;
  section: SectionView;
  words: string | null;
}

function Warnings({ page, section, words }: WarningsProps) {
  const { live, connection, leftover } = page;
  const text = (): string => (live ? sectionAsPlainText(live.ydoc, section.regions) : '');
  if (leftover !== null) {
    return (
      <CopyTextWarning title="You can no longer edit this section" text={() => leftover}>
        Your last changes could not be saved. Copy them now if you want to keep them.{' '}
        <Button look="quiet" onClick={page.dropLeftover}>
          I do not need them
        </Button>
      </CopyTextWarning>
    );
  }
  if (words === null) return null;
  return (
    <CopyTextWarning title={words} text={text}>
      {connection.kind === 'refused' ? advice[connection.reason] : offlineAdvice}
    </CopyTextWarning>
  );
}

const offlineAdvice =
  'What you type is kept on this page only, and is sent as soon as Candour can be reached again. To be safe, copy your text.';

const advice = {
  reload: 'Candour has been updated. Load the page again to go on; anything marked as saved is safe.',
  'signed-out': 'Sign in again, here or in another tab. What you typed stays on this page and is then saved.',
  forbidden: 'Your place in this assessment has changed. Ask the coordinator if you think that is a mistake.',
  'not-found': 'The section was taken out of the assessment, or the assessment was removed.',
} as const;
