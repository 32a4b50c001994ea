import type { ExportView } from '../../../api/packs/contract.ts';
import { EDITIONS, EXPORT_FORMS } from '../../../api/packs/vocabulary.ts';
import { momentWords, sizeWords } from '../../client/words.ts';
import { Table } from '../../controls/table.tsx';
import { Tag } from '../../controls/tag.tsx';

/** The exports that are kept, with what became of each. */
export function RecentExports({ exports }: { exports: readonly ExportView[] }) {
  if (exports.length === 0) return null;
  return (
    <>
      <h2 className="govuk-heading-m">Recent exports</h2>
      <Table
        caption="Recent exports"
        rows={exports}
        keyOf={({ id }) => id}
        columns={[
          { title: 'Export', heads: true, cell: (view) => <Name view={view} /> },
          { title: 'Asked for', cell: (view) => `${momentWords(view.requestedAt)} by ${view.requestedBy}` },
          { title: 'State', cell: (view) => <State view={view} /> },
        ]}
      />
    </>
  );
}

function what({ form, version, against }: ExportView): string {
  const named = (one: ExportView['version']): string =>
    one === null ? 'the text as it stood' : `version ${one.number}`;
  return form === 'comparison' ? `${named(version)} and ${named(against)}` : named(version);
}

function Name({ view }: { view: ExportView }) {
  const { form, edition } = view;
  const name = `${EXPORT_FORMS[form]} of ${what(view)}`;
  return (
    <>
      {view.state === 'done' ? (
        <a className="govuk-link" href={`/api/exports/${view.id}/file`} download={view.filename}>
          {name}
        </a>
      ) : (
        name
      )}
      <span className="small quiet recent-edition">
        {EDITIONS[edition]}
        {view.bytes !== null && `, ${sizeWords(view.bytes)}`}
      </span>
    </>
  );
}

function State({ view: { state, inspectionReady, error } }: { view: ExportView }) {
  if (state === 'queued') return <Tag>Waiting</Tag>;
  if (state === 'running') return <Tag tone="accent">Being made</Tag>;
  if (state === 'cancelled') return <Tag>Cancelled</Tag>;
  if (state === 'failed') {
    return (
      <>
        <Tag tone="error">Not made</Tag> <span className="small">{error}</span>
      </>
    );
  }
  if (inspectionReady === null) return <Tag>Made</Tag>;
  return inspectionReady ? (
    <Tag tone="good">Inspection-ready</Tag>
  ) : (
    <Tag tone="warn">Not inspection-ready</Tag>
  );
}
