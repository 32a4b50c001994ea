/** The rows with one moved up (-1) or down (1); unchanged at the ends. */
export function moved<Row extends { key: string }>(rows: readonly Row[], key: string, by: -1 | 1): Row[] {
  const from = rows.findIndex((row) => row.key === key);
  const row = rows[from];
  const to = from + by;
  if (!row || to < 0 || to >= rows.length) return [...rows];
  const others = rows.filter((one) => one.key !== key);
  return [...others.slice(0, to), row, ...others.slice(to)];
}
