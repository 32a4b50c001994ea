import type { Segment } from '../../content/segments.ts';
import { pageName, type Rule } from '../subject.ts';

const painting = new Set(['text', 'path', 'object']);

/** Everything drawn is either tagged or marked as decoration, and never both (PDF/UA-1, 7.1). */
export const marked: Rule = (subject) =>
  subject.contents.flatMap(({ page, segments }) => {
    const problems = segments
      ? problemsOf(segments)
      : new Set(['its content is drawn in a way that cannot be checked.']);
    return [...problems].map((what) => `${pageName(subject, page.ref)}: ${what}`);
  });

function problemsOf(segments: readonly Segment[]): Set<string> {
  const problems = new Set<string>();
  const open: ('tag' | 'artifact' | 'other')[] = [];
  for (const segment of segments) {
    if (segment.kind === 'begin') {
      const role = segment.mcid === null ? (segment.tag === 'Artifact' ? 'artifact' : 'other') : 'tag';
      if (role === 'artifact' && open.includes('tag'))
        problems.add('a decoration stands inside tagged content.');
      if (role === 'tag' && open.includes('artifact'))
        problems.add('tagged content stands inside a decoration.');
      open.push(role);
    } else if (segment.kind === 'end') {
      if (open.pop() === undefined) problems.add('a mark ends that never began.');
    } else if (painting.has(segment.kind) && !open.includes('tag') && !open.includes('artifact')) {
      problems.add('something is drawn that is neither tagged nor marked as decoration.');
    }
  }
  if (open.length > 0) problems.add('a mark does not end.');
  return problems;
}
