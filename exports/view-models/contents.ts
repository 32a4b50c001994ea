/** One line of the contents page. Its page number is filled in while printing, by `target`. */
export interface ContentsEntry {
  target: string;
  code: string | null;
  title: string;
  children: { target: string; title: string }[];
}

interface Titled {
  anchor: string;
  title: string;
}

interface Parts {
  chapters: readonly (Titled & { atBack: boolean })[];
  judgements: readonly (Titled & { code: string; sides: readonly Titled[] })[];
  recommendations: Titled | null;
  evidence: Titled | null;
}

/** The lines of the contents page, in the order of the document. */
export function contentsView(parts: Parts): ContentsEntry[] {
  const entries = (titled: readonly (Titled | null)[]): ContentsEntry[] =>
    titled.filter((each) => each !== null).map(entry);
  return [
    ...entries(parts.chapters.filter((chapter) => !chapter.atBack)),
    ...parts.judgements.map((judgement) => ({
      ...entry(judgement),
      code: judgement.code,
      children: judgement.sides.map((side) => ({ target: side.anchor, title: side.title })),
    })),
    ...entries([parts.recommendations]),
    ...entries(parts.chapters.filter((chapter) => chapter.atBack)),
    ...entries([parts.evidence]),
  ];
}

function entry({ anchor, title }: Titled): ContentsEntry {
  return { target: anchor, code: null, title, children: [] };
}
