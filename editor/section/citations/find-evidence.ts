/** What was typed in the search: the words, and a page when the words end in one (`peer review p4`). */
export function readSearch(typed: string): { query: string; page: string } {
  const found = /^(.*\S)\s+pp?\.?\s*(\d{1,4}(?:[–-]\d{1,4})?)$/i.exec(typed.trim());
  return found ? { query: found[1] ?? '', page: found[2] ?? '' } : { query: typed.trim(), page: '' };
}
