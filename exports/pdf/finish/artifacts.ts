import type { PageContent } from '../content/page-content.ts';
import type { Segment } from '../content/segments.ts';

type Role = 'Layout' | 'Header' | 'Footer' | 'Watermark';

/** Headers and footers stand within this many points of the page's upper and lower edge. */
const edge = 72;
/** What ends a run of artifacts: it must not reach over the bounds of saved states and of other marks. */
const bounds = new Set(['save', 'restore', 'begin', 'end']);

/**
 * Marks everything drawn outside the tags (running heads, rules, the draft mark) as artifacts, as PDF/UA-1 (7.1) asks, saying
 * what each is. What is drawn one after the other gets one mark.
 */
export function markArtifacts(content: PageContent, height: number): void {
  let depth = 0;
  let run: Segment[] = [];
  for (const segment of content.segments ?? []) {
    if (bounds.has(segment.kind)) {
      markRun(content, run, height);
      run = [];
    }
    if (segment.kind === 'begin') depth += 1;
    else if (segment.kind === 'end') depth -= 1;
    else if (depth === 0 && paints(segment)) run = extended(content, run, segment, height);
  }
  markRun(content, run, height);
}

function paints({ kind }: Segment): boolean {
  return kind === 'text' || kind === 'path' || kind === 'object';
}

/** Text begins a run of its own after text of another role; rules stay with what they stand beside. */
function extended(content: PageContent, run: Segment[], segment: Segment, height: number): Segment[] {
  const text = run.find((each) => each.kind === 'text');
  if (segment.kind !== 'text' || !text || roleOf(text, height) === roleOf(segment, height))
    return [...run, segment];
  markRun(content, run, height);
  return [segment];
}

function markRun(content: PageContent, run: readonly Segment[], height: number): void {
  const [first, last] = [run[0], run.at(-1)];
  if (!first || !last) return;
  const role = roleOf(run.find((each) => each.kind === 'text') ?? first, height);
  const said = role === 'Layout' ? '/Type /Layout' : `/Type /Pagination /Subtype /${role}`;
  content.insert(first.start, `/Artifact <<${said}>> BDC\n`);
  content.insert(last.end, '\nEMC');
}

/** What turns with the page's diagonal is the draft mark. */
function roleOf(segment: Segment, height: number): Role {
  if (segment.kind === 'text') {
    if (segment.text.y > height - edge) return 'Header';
    return segment.text.y < edge ? 'Footer' : 'Layout';
  }
  const [a, b] = segment.kind === 'path' || segment.kind === 'object' ? segment.matrix : [1, 0];
  return Math.abs(a * b) > 1e-6 ? 'Watermark' : 'Layout';
}
