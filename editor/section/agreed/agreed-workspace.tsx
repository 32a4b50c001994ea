import { useMemo, useState } from 'react';
import { Link } from 'wouter';
import type { AssessmentView, SectionView } from '../../../api/assessments/contract.ts';
import type { AgreedSection } from '../../../api/versions/contract.ts';
import { dateWords } from '../../client/words.ts';
import { Button } from '../../controls/button.tsx';
import { PageHeading } from '../../pages/frame/page.tsx';
import { Citations } from '../../reading/citations.tsx';
import { FrozenText } from '../../reading/frozen-text.tsx';
import type { ReadClaim } from '../../reading/passages.ts';
import { SectionHead } from '../../reading/section-head.tsx';
import { createDeskStores, type Desk, DeskProvider, useDesk } from '../desk.ts';
import { Outline, OutlineMenu } from '../outline/outline.tsx';
import { usePageKeys } from '../page/page-keys.ts';
import { Said } from '../page/said.tsx';
import { SidePanel } from '../panel/side-panel.tsx';
import { Sticky } from '../post-its/notes-margin.tsx';
import { noteGroups } from '../post-its/placing/note-groups.ts';
import { showPostIt } from '../post-its/show-post-it.ts';
import { startPostItOnClaim } from '../post-its/start-post-it.ts';
import { useStore } from '../store.ts';
import { useAgreedFacts } from './use-agreed-facts.ts';

interface AgreedWorkspaceProps {
  assessment: AssessmentView;
  section: SectionView;
  text: AgreedSection;
}

/** A section as it was last agreed, for those who take no part in drafting: to read, and to stick post-its on. */
export function AgreedWorkspace({ assessment, section, text }: AgreedWorkspaceProps) {
  const [stores] = useState(createDeskStores);
  useAgreedFacts(text.section, stores);
  const desk = useMemo<Desk>(
    () => ({ assessment, section, live: null, mayEdit: false, stores }),
    [assessment, section, stores],
  );
  usePageKeys(desk);
  return (
    <div className="section-page">
      <div className="top-bar top-bar--reading">
        <div className="top-bar__place">
          <Link href={`/assessments/${assessment.id}`} className="top-bar__assessment">
            {assessment.title}
          </Link>
          <OutlineMenu assessment={assessment} current={section.id} />
        </div>
        <div className="top-bar__tools" />
        <p className="top-bar__state save-status agreed-state">Agreed text</p>
      </div>
      <div className="section-page__columns">
        <Outline assessment={assessment} current={section.id} />
        <DeskProvider value={desk}>
          <Text text={text} />
          <SidePanel tabs={['post-its']} />
          <Said />
        </DeskProvider>
      </div>
    </div>
  );
}

function Text({ text: { section, agreedBy, agreedAt, evidence } }: { text: AgreedSection }) {
  const isProse = section.kind === 'chapter';
  return (
    <Citations records={evidence}>
      <article className={`reading reading--with-notes agreed${isProse ? ' reading--prose' : ''}`}>
        <p className="agreed-notice">
          Agreed by {agreedBy.name} on {dateWords(agreedAt)}. Drafting may be going on; a later text appears
          here once it is agreed.
        </p>
        <SectionHead section={section}>
          <PageHeading title={section.title} className="reading__title" />
        </SectionHead>
        <FrozenText section={section} beside={(claim) => <Beside claim={claim} />} />
      </article>
    </Citations>
  );
}

/** The post-its on a claim, and the way to stick one. */
function Beside({ claim }: { claim: ReadClaim }) {
  const desk = useDesk();
  const { postIts, activePostIt } = useStore(desk.stores.facts);
  const places = useStore(desk.stores.places);
  const region = [...places.values()].find((place) => place.claim === claim.id)?.region ?? '';
  const group = noteGroups(postIts, places, region).find((one) => one.claim === claim.id);
  return (
    <>
      {group && (
        <Sticky
          group={group}
          isActive={group.notes.some((note) => note.id === activePostIt)}
          open={() => showPostIt(desk, group.notes[0]?.id ?? '')}
        />
      )}
      {desk.section.rights.comment && (
        <p className="agreed__act">
          <Button
            look="quiet"
            aria-label={`Stick a post-it on ${claim.number === '' ? 'this claim' : claim.number}`}
            onClick={() => startPostItOnClaim(desk, claim.id)}
          >
            Stick a post-it
          </Button>
        </p>
      )}
    </>
  );
}
