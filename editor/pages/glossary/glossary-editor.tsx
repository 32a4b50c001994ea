import type { GlossaryView } from '../../../api/assessments/contract.ts';
import { Button } from '../../controls/button.tsx';
import { useWholeList } from '../whole/use-whole-list.ts';
import { WholeListForm } from '../whole/whole-list-form.tsx';
import { emptyRow, entryOf, filledRows, type Row, rowsOf } from './rows.ts';
import { TermFields } from './term-fields.tsx';

interface EditorProps {
  assessment: string;
  view: GlossaryView;
}

/** Edits the council's own entries. */
export function GlossaryEditor({ assessment, view }: EditorProps) {
  const list = useWholeList(view, {
    path: `/assessments/${assessment}/glossary`,
    list: 'entries',
    rowsOf,
    filled: filledRows,
    sent: entryOf,
  });
  const fieldsOf = (row: Row) => (
    <TermFields
      key={row.key}
      row={row}
      name={list.nameOf(row)}
      found={view.found.find(({ term }) => term === row.term)}
      onChange={list.change}
      onRemove={() => list.remove(row)}
    />
  );
  const missing = list.rows.filter((row) => row.missing);
  const own = list.rows.filter((row) => !row.missing);
  return (
    <WholeListForm list={list} what="the glossary" drawTheirs={(theirs) => <Entries view={theirs} />}>
      <h2 className="govuk-heading-m">Explained nowhere yet</h2>
      {missing.length === 0 ? (
        <p className="govuk-body">Every acronym of the text is explained.</p>
      ) : (
        <ul className="plain-list terms">{missing.map(fieldsOf)}</ul>
      )}
      <h2 className="govuk-heading-m">Explained here</h2>
      {own.length === 0 && <p className="govuk-body">No terms yet.</p>}
      <ul className="plain-list terms">{own.map(fieldsOf)}</ul>
      <Button look="secondary" onClick={() => list.add(emptyRow())}>
        Add a term
      </Button>
    </WholeListForm>
  );
}

function Entries({ view: { entries } }: { view: GlossaryView }) {
  if (entries.length === 0) return 'An empty glossary.';
  return (
    <ul className="govuk-list govuk-list--bullet">
      {entries.map(({ term, meaning }) => (
        <li key={term}>
          <strong>{term}</strong> {meaning}
        </li>
      ))}
    </ul>
  );
}
