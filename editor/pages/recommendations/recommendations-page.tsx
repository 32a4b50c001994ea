import { useQuery } from '@tanstack/react-query';
import type { AssessmentView, RecommendationsView } from '../../../api/assessments/contract.ts';
import { resource } from '../../client/queries.ts';
import { EmptyState } from '../../controls/empty-state.tsx';
import { Table } from '../../controls/table.tsx';
import { Loaded } from '../frame/loaded.tsx';
import { Page } from '../frame/page.tsx';
import { RecommendationsEditor } from './recommendations-editor.tsx';

/** The recommendations of earlier inspections and what became of each. */
export function RecommendationsPage({ id }: { id: string }) {
  const assessment = useQuery(resource<AssessmentView>(`/assessments/${id}`));
  const table = useQuery(resource<RecommendationsView>(`/assessments/${id}/recommendations`));
  return (
    <Loaded query={assessment}>
      {(found) => (
        <Loaded query={table}>{(saved) => <Recommendations assessment={found} saved={saved} />}</Loaded>
      )}
    </Loaded>
  );
}

interface RecommendationsProps {
  assessment: AssessmentView;
  saved: RecommendationsView;
}

function Recommendations({ assessment, saved }: RecommendationsProps) {
  const { id, title, rights } = assessment;
  return (
    <Page
      title="Recommendations"
      eyebrow={title}
      back={{ href: `/assessments/${id}`, label: title }}
      width="wide"
      lead="What earlier inspections recommended, where things stand now, and how far you are. It is printed as a table at the end of the document."
    >
      {rights.manage ? <RecommendationsEditor assessment={id} saved={saved} /> : <ReadTable saved={saved} />}
    </Page>
  );
}

function ReadTable({ saved }: { saved: RecommendationsView }) {
  if (saved.recommendations.length === 0) {
    return (
      <EmptyState title="There are no recommendations yet">
        The coordinator adds them here, or they come with an imported document.
      </EmptyState>
    );
  }
  return (
    <Table
      caption="Recommendations"
      rows={saved.recommendations}
      keyOf={(row) => String(row.number)}
      columns={[
        { title: 'Number', cell: (row) => row.number },
        { title: 'Recommendation', heads: true, cell: (row) => row.recommendation },
        { title: 'Position now', cell: (row) => row.position },
        { title: 'Progress', cell: (row) => row.progress },
      ]}
    />
  );
}
