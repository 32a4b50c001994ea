import type { FrozenAssessment } from '../../../api/versions/freezing/contract.ts';
import { Table } from '../../controls/table.tsx';

/** The recommendations of earlier inspections as they stood; nothing when there were none. */
export function FrozenRecommendations({ frozen }: { frozen: FrozenAssessment }) {
  if (frozen.recommendations.length === 0) return null;
  return (
    <section className="reading__section" aria-labelledby="recommendations">
      <header className="reading__head">
        <h2 className="reading__title" id="recommendations" tabIndex={-1}>
          Recommendations of earlier inspections
        </h2>
      </header>
      <Table
        caption="Recommendations of earlier inspections"
        rows={frozen.recommendations}
        keyOf={(row) => String(row.number)}
        columns={[
          { title: 'Number', cell: (row) => row.number },
          { title: 'Recommendation', heads: true, cell: (row) => row.recommendation },
          { title: 'Position', cell: (row) => row.position },
          { title: 'Progress', cell: (row) => row.progress },
        ]}
      />
    </section>
  );
}
