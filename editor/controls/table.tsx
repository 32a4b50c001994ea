import type { ReactNode } from 'react';

interface Column<Row> {
  title: string;
  /** What stands in the cell. */
  cell: (row: Row) => ReactNode;
  numeric?: boolean;
  /** The cell that names the row. */
  heads?: boolean;
  /** The title is for screen readers only. */
  quiet?: boolean;
}

interface TableProps<Row> {
  caption: string;
  showCaption?: boolean;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  keyOf: (row: Row) => string;
}

/** A table that becomes a list of labelled rows on a narrow screen. Its roles are said, since CSS that changes display drops them. */
export function Table<Row>({ caption, showCaption = false, columns, rows, keyOf }: TableProps<Row>) {
  return (
    <table className="govuk-table stacking-table" role="table">
      <caption className={showCaption ? 'govuk-table__caption' : 'govuk-visually-hidden'}>{caption}</caption>
      <thead className="govuk-table__head" role="rowgroup">
        <tr className="govuk-table__row" role="row">
          {columns.map((column) => (
            <th
              key={column.title}
              scope="col"
              role="columnheader"
              className={`govuk-table__header${column.numeric ? ' govuk-table__header--numeric' : ''}`}
            >
              <span className={column.quiet ? 'govuk-visually-hidden' : undefined}>{column.title}</span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="govuk-table__body" role="rowgroup">
        {rows.map((row) => (
          <tr className="govuk-table__row" role="row" key={keyOf(row)}>
            {columns.map((column) => (
              <Cell key={column.title} column={column} row={row} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Cell<Row>({ column, row }: { column: Column<Row>; row: Row }) {
  const label = !column.quiet && !column.heads && (
    <span className="stacking-table__label" aria-hidden="true">
      {column.title}
    </span>
  );
  if (column.heads) {
    return (
      <th scope="row" role="rowheader" className="govuk-table__header stacking-table__head">
        {column.cell(row)}
      </th>
    );
  }
  return (
    <td role="cell" className={`govuk-table__cell${column.numeric ? ' govuk-table__cell--numeric' : ''}`}>
      {label}
      <div>{column.cell(row)}</div>
    </td>
  );
}
