import { useQuery } from '@tanstack/react-query';
import type { FrameworkDetail } from '../../../api/frameworks/contract.ts';
import type { ImportProposal } from '../../../api/imports/contract.ts';
import { resource } from '../../client/queries.ts';
import { LinkButton } from '../../controls/button.tsx';
import { Loaded } from '../frame/loaded.tsx';
import { Page } from '../frame/page.tsx';
import { ReviewPage } from './review/review-page.tsx';
import { StayedOutside } from './review/stayed-outside.tsx';

/** One import: under review, or what came of it. */
export function ImportPage({ id }: { id: string }) {
  const proposal = useQuery({ ...resource<ImportProposal>(`/imports/${id}`), staleTime: Infinity });
  return <Loaded query={proposal}>{(found) => <WithFramework proposal={found} />}</Loaded>;
}

function WithFramework({ proposal }: { proposal: ImportProposal }) {
  const framework = useQuery(resource<FrameworkDetail>(`/frameworks/${proposal.framework}`));
  return (
    <Loaded query={framework}>
      {(found) =>
        proposal.assessment === null ? (
          <ReviewPage original={proposal} framework={found} />
        ) : (
          <Done proposal={proposal} assessment={proposal.assessment} />
        )
      }
    </Loaded>
  );
}

function Done({ proposal, assessment }: { proposal: ImportProposal; assessment: string }) {
  return (
    <Page title="This document is imported" eyebrow={proposal.filename}>
      <LinkButton href={`/assessments/${assessment}`}>Open the self-assessment</LinkButton>
      <StayedOutside items={proposal.unplaced} filename={proposal.filename} />
    </Page>
  );
}
