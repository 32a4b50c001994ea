import { useState } from 'react';
import { Link } from 'wouter';
import type { SectionReview } from '../../../api/versions/contract.ts';
import { dateWords } from '../../client/words.ts';
import { Button } from '../../controls/button.tsx';
import { SectionStateTag } from '../../controls/section-state-tag.tsx';
import { useAct } from '../../pages/frame/use-act.tsx';
import { useLiveDesk } from '../desk.ts';
import { AgreeDialog } from './agree-dialog.tsx';
import { ChangesDialog } from './changed-text.tsx';
import { askReview, giveState, useReview } from './review-requests.ts';

/** How far the section is, in words, and what the person can say of it. Nothing until it is known. */
export function ReviewLine() {
  const { section } = useLiveDesk();
  const review = useReview(section.id).data;
  return review ? <Review review={review} /> : null;
}

function Review({ review }: { review: SectionReview }) {
  const { section, stores } = useLiveDesk();
  const [read, setRead] = useState<string | null>(null);
  const { act, busy, problem } = useAct();
  const { state, rights } = review;
  const say = (next: 'ready' | 'drafting', words: string): void =>
    void act(async () => {
      await giveState(section, { state: next });
      stores.said.set(words);
    });
  const beginAgreeing = (): void => void act(async () => setRead((await askReview(section.id)).hash));
  return (
    <div className="review-line">
      <p className="review-line__state">
        <SectionStateTag state={state} /> <StateFacts review={review} />
      </p>
      <div className="review-line__acts">
        {rights.ready && (
          <Button
            look="secondary"
            small
            busy={busy}
            onClick={() => say('ready', 'The section is ready for review.')}
          >
            Ready for review
          </Button>
        )}
        {rights.agree && (
          <Button look="secondary" small busy={busy} onClick={beginAgreeing}>
            Agree this section…
          </Button>
        )}
        {rights.reopen && (
          <Button
            look="quiet"
            busy={busy}
            onClick={() => say('drafting', 'The section is back to drafting.')}
          >
            Back to drafting
          </Button>
        )}
      </div>
      {problem}
      <AgreeDialog hash={read} onClose={() => setRead(null)} />
    </div>
  );
}

function StateFacts({ review: { state, readyBy, agreed, signed } }: { review: SectionReview }) {
  const { assessment } = useLiveDesk();
  if (state === 'signed' && signed) {
    return (
      <Link className="text-link" href={`/assessments/${assessment.id}/versions/${signed.version}`}>
        in version {signed.number}
      </Link>
    );
  }
  if (state === 'agreed' && agreed) return `${agreed.by.name}, ${dateWords(agreed.at)}`;
  if (state === 'ready' && readyBy) return `said ${readyBy.by.name} on ${dateWords(readyBy.at)}`;
  return agreed && !agreed.current ? <LastAgreed agreed={agreed} /> : null;
}

function LastAgreed({ agreed: { by, at, hash } }: { agreed: NonNullable<SectionReview['agreed']> }) {
  const { section } = useLiveDesk();
  const [since, setSince] = useState<string | null>(null);
  return (
    <>
      Last agreed by {by.name} on {dateWords(at)}.{' '}
      <Button look="quiet" onClick={() => setSince(hash)}>
        What changed since
      </Button>
      <ChangesDialog section={section.id} since={since} onClose={() => setSince(null)} />
    </>
  );
}
