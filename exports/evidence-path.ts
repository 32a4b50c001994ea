/** Text as part of a file name: plain lower-case letters, digits and hyphens, cut at a word. */
export function slug(text: string, most: number): string {
  const plain = text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .toLowerCase();
  return plain.length <= most
    ? plain
    : plain
        .slice(0, most + 1)
        .replace(/-[^-]*$/, '')
        .slice(0, most);
}

/**
 * Where a revision's file stands in a pack, such as `evidence/E012-peer-review.pdf`: ASCII, at most 60 characters after the
 * folder, and the number first, so that it makes sense alone too. A later revision says so.
 */
export function evidencePath(
  { number, title }: { number: string; title: string },
  { revision, filename }: { revision: number; filename: string },
): string {
  const extension = /\.([A-Za-z0-9]{1,5})$/.exec(filename)?.[1]?.toLowerCase();
  const which = revision > 1 ? `-r${revision}` : '';
  const name = `${number.replace(/[^A-Za-z0-9]/g, '')}${which}-${slug(title, 40) || 'file'}`;
  return `evidence/${name}${extension ? `.${extension}` : ''}`;
}

/** The place inside a file that a link names, as viewers follow it: a page of a PDF, '' for all else. */
export function pageFragment(path: string, page: string): string {
  const first = /^\d+/.exec(page.trim())?.[0];
  return first && path.endsWith('.pdf') ? `#page=${first}` : '';
}
