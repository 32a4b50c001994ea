import type { Segment } from './segments.ts';

/** A part of the content that leaves something on the page. */
export type Drawn = Extract<Segment, { kind: 'text' | 'path' | 'object' }>;

/** Calls `see` with everything drawn, and the tagged marks it stands in, the outermost first. */
export function eachDrawn(
  segments: readonly Segment[] | null,
  see: (drawn: Drawn, marks: readonly number[]) => void,
): void {
  const open: (number | null)[] = [];
  let marks: number[] = [];
  for (const segment of segments ?? []) {
    if (segment.kind === 'text' || segment.kind === 'path' || segment.kind === 'object') see(segment, marks);
    else if (segment.kind === 'begin' || segment.kind === 'end') {
      if (segment.kind === 'begin') open.push(segment.mcid);
      else open.pop();
      marks = open.filter((mcid) => mcid !== null);
    }
  }
}

/** The numbers of all tagged marks. */
export function marksIn(segments: readonly Segment[] | null): number[] {
  return (segments ?? []).flatMap((segment) =>
    segment.kind === 'begin' && segment.mcid !== null ? [segment.mcid] : [],
  );
}
