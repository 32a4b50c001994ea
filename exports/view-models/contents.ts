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
  chapters: readonly Titled[];
  judgements: readonly (Titled & { code: string; sides: readonly Titled[] })[];
  recommendations: { anchor: string } | null;
  evidence: { anchor: string } | null;
}

/** The lines of the contents page, in the order of the document. */
export function contentsView(parts: Parts): ContentsEntry[] {
  const back = [
    { part: parts.recommendations, title: 'Recommendations and progress' },
    { part: parts.evidence, title: 'Evidence index' },
  ];
  return [
    ...parts.chapters.map((chapter) => entry(chapter.anchor, chapter.title)),
    ...parts.judgements.map((judgement) => ({
      ...entry(judgement.anchor, judgement.title),
      code: judgement.code,
      children: judgement.sides.map((side) => ({ target: side.anchor, title: side.title })),
    })),
    ...back.flatMap(({ part, title }) => (part ? [entry(part.anchor, title)] : [])),
  ];
}

function entry(target: string, title: string): ContentsEntry {
  return { target, code: null, title, children: [] };
}
