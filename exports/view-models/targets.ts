import type { AssessmentView } from './assessment-view.ts';
import type { EvidenceRow } from './evidence.ts';

/**
 * Every place a link can lead to, in words for those who hear the link: by element id ("Evidence E012: LGA peer review") and
 * by address for files of a pack.
 */
export function targetsOf(view: AssessmentView): Record<string, string> {
  const { parts } = view;
  const claims = view.judgements
    .flatMap((judgement) => [judgement.overview, ...judgement.sides.map((side) => side.groups)])
    .flat()
    .flatMap((group) => group.claims ?? []);
  return Object.fromEntries([
    ...parts.map(({ anchor, code, title }) => [anchor, `Go to ${code === null ? '' : `${code} `}${title}`]),
    ...parts.flatMap(({ code, sections }) =>
      sections.map(({ anchor, title }) => [anchor, `Go to ${code === null ? '' : `${code}, `}${title}`]),
    ),
    ...claims.map((claim) => [claim.anchor, `Claim ${claim.number}`]),
    ...(view.evidence?.rows ?? []).flatMap(evidenceTargets),
  ]) as Record<string, string>;
}

function evidenceTargets({ anchor, number, title, file, pages }: EvidenceRow): [string, string][] {
  const opened = `evidence ${number}: ${title}`;
  return [
    [anchor, `Evidence ${number}: ${title}`],
    ...pages.flatMap(({ href, label }): [string, string][] =>
      href ? [[href, `Open ${opened}, ${label}`]] : [],
    ),
    ...(file?.href ? [[file.href, `Open ${opened}`] satisfies [string, string]] : []),
  ];
}
