import type { AssessmentView, SectionView } from '../../../api/assessments/contract.ts';
import { Link } from 'wouter';
import type { SaveState } from '../connection/connection-state.ts';
import { SaveStatus } from '../connection/save-status.tsx';
import { type LiveDesk, DeskProvider } from '../desk.ts';
import { OutlineMenu } from '../outline/outline.tsx';
import { Toolbar } from '../toolbar/toolbar.tsx';
import { People } from './people.tsx';

interface TopBarProps {
  assessment: AssessmentView;
  section: SectionView;
  state: SaveState;
  desk: LiveDesk | null;
}

/** The bar that stays in sight: where one is, the tools, who else is here, and whether everything is saved. */
export function TopBar({ assessment, section, state, desk }: TopBarProps) {
  return (
    <div className={desk?.mayEdit === false ? 'top-bar top-bar--reading' : 'top-bar'}>
      <div className="top-bar__place">
        <Link href={`/assessments/${assessment.id}`} className="top-bar__assessment">
          {assessment.title}
        </Link>
        <OutlineMenu assessment={assessment} current={section.id} />
      </div>
      <div className="top-bar__tools">
        {desk && (
          <DeskProvider value={desk} key={desk.live.ydoc.guid}>
            <Toolbar />
          </DeskProvider>
        )}
      </div>
      <div className="top-bar__state">
        {desk && <People live={desk.live} />}
        <SaveStatus state={state} />
      </div>
    </div>
  );
}
