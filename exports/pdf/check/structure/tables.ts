import type { PdfFile } from '../../file/pdf-file.ts';
import { attributesOf, childrenOf, type TagElement } from '../../tags/tree.ts';
import { pageName, pageOf, quoted, type Rule, type Subject } from '../subject.ts';

const rowGroups = new Set(['THead', 'TBody', 'TFoot']);
const cells = new Set(['TH', 'TD']);

/** Tables are whole: rows of cells, every row as wide as the others, heads that say what they head (PDF/UA-1, 7.2 and 7.5). */
export const tables: Rule = (subject) => {
  const ids = new Set(subject.elements.map(({ dict }) => subject.file.words(dict.get('ID'))));
  return [
    ...subject.elements
      .filter(({ type }) => type === 'Table')
      .flatMap((table) => tableProblems(subject, table)),
    ...subject.elements
      .filter(({ type }) => cells.has(type))
      .flatMap((cell) => cellProblems(subject, cell, ids)),
  ];
};

function tableProblems(subject: Subject, table: TagElement): string[] {
  const where = pageName(subject, pageOf(table));
  const rows = rowsOf(table);
  const strangers = [
    ...childrenOf(table).filter(({ type }) => type !== 'TR' && type !== 'Caption' && !rowGroups.has(type)),
    ...rows.flatMap(childrenOf).filter(({ type }) => !cells.has(type)),
  ];
  const widths = new Set(widthsOf(subject.file, rows));
  return [
    ...strangers.map(({ type }) => `${where}: a ${type} stands in a table where a row or a cell should.`),
    ...(widths.size > 1
      ? [`${where}: the rows of a table have different numbers of cells; one may be empty.`]
      : []),
  ];
}

function rowsOf(table: TagElement): TagElement[] {
  return childrenOf(table).flatMap((child) => {
    if (child.type === 'TR') return [child];
    return rowGroups.has(child.type) ? childrenOf(child).filter(({ type }) => type === 'TR') : [];
  });
}

/** How many columns each row takes, cells that reach over rows or columns counted where they reach. */
function widthsOf(file: PdfFile, rows: readonly TagElement[]): number[] {
  const reaching: number[] = [];
  return rows.map((row, index) => {
    const own = childrenOf(row).reduce((width, cell) => {
      const across = spanOf(file, cell, 'ColSpan');
      for (let below = 1; below < spanOf(file, cell, 'RowSpan'); below += 1) {
        reaching[index + below] = (reaching[index + below] ?? 0) + across;
      }
      return width + across;
    }, 0);
    return own + (reaching[index] ?? 0);
  });
}

function spanOf(file: PdfFile, cell: TagElement, kind: 'RowSpan' | 'ColSpan'): number {
  const spans = attributesOf(file, cell).map((set) => file.number(set.get(kind)));
  return Math.min(1000, spans.find((span) => span !== null) ?? 1);
}

function cellProblems(subject: Subject, cell: TagElement, ids: ReadonlySet<string | null>): string[] {
  const { file } = subject;
  const sets = attributesOf(file, cell);
  const unknown = sets
    .flatMap((set) => file.list(set.get('Headers')))
    .filter((id) => !ids.has(file.words(id)));
  return [
    ...(cell.type === 'TH' && !sets.some((set) => set.has('Scope'))
      ? [`The head ${quoted(subject, cell)} of a table does not say whether it heads a row or a column.`]
      : []),
    ...(unknown.length > 0 ? [`The cell ${quoted(subject, cell)} refers to a head that is not there.`] : []),
  ];
}
