import { useState } from 'react';
import { useLocation } from 'wouter';
import type { FrameworkDetail } from '../../../../api/frameworks/contract.ts';
import type { ImportProposal, ImportResult } from '../../../../api/imports/contract.ts';
import { useLeaveWarning } from '../../../client/draft.ts';
import { refresh } from '../../../client/queries.ts';
import { request } from '../../../client/request.ts';
import { refreshSession } from '../../../client/session.ts';
import { Notice } from '../../../controls/notice.tsx';
import { Page } from '../../frame/page.tsx';
import { useAct } from '../../frame/use-act.tsx';
import { useReview } from '../use-review.ts';
import { BlockDialog, type ChosenBlock } from './block-dialog.tsx';
import { Chapters } from './chapters.tsx';
import { Recommendations } from './recommendations.tsx';
import { Sections } from './sections.tsx';
import { Sources } from '../sources/sources.tsx';
import { Summary } from './summary.tsx';
import { Unplaced } from './unplaced.tsx';

interface ReviewPageProps {
  original: ImportProposal;
  framework: FrameworkDetail;
}

/** Shows what was found in the file, lets the person correct it, and then creates the assessment. */
export function ReviewPage({ original, framework }: ReviewPageProps) {
  const [, go] = useLocation();
  const review = useReview(original);
  const { act, busy, problem } = useAct();
  const [chosen, setChosen] = useState<ChosenBlock | null>(null);
  const { proposal, corrections } = review;
  useLeaveWarning(corrections.length > 0 && !busy);
  const create = (): void =>
    void act(async () => {
      const made = await request<ImportResult>('POST', `/imports/${original.id}/accept`, { corrections });
      await refreshSession();
      review.forget();
      go(`/assessments/${made.assessment}?imported=${original.id}`);
      await Promise.all([refresh('/assessments'), refresh('/evidence'), refresh(`/imports/${original.id}`)]);
    });
  return (
    <Page
      title="Check what was found"
      eyebrow={proposal.filename}
      width="wide"
      lead="Nothing is made yet. Look through it, correct what is not right, then create the self-assessment."
    >
      <div className="review">
        <Summary review={review} framework={framework} busy={busy} onCreate={create} problem={problem} />
        <div className="review__found">
          {proposal.remarks.length > 0 && (
            <Notice title="About this file">
              <ul className="govuk-list govuk-list--bullet">
                {proposal.remarks.map((remark) => (
                  <li key={remark}>{remark}</li>
                ))}
              </ul>
            </Notice>
          )}
          <Unplaced review={review} framework={framework} />
          <Sections review={review} framework={framework} onBlock={setChosen} />
          <Chapters review={review} onBlock={setChosen} />
          <Recommendations review={review} />
          <Sources review={review} />
        </div>
      </div>
      <BlockDialog review={review} framework={framework} chosen={chosen} onClose={() => setChosen(null)} />
    </Page>
  );
}
