import type { AssessmentView } from './assessment-view.ts';

/** Every place a link can lead to, by element id, in words for those who hear the link: "Evidence E012: LGA peer review". */
export function targetsOf(view: AssessmentView): Map<string, string> {
  const parts = [...view.chapters, view.recommendations, view.evidence].filter((part) => part !== null);
  const groups = view.judgements.flatMap((judgement) => [
    ...judgement.overview,
    ...judgement.sides.flatMap((side) => side.groups),
  ]);
  return new Map([
    ...parts.map((part): [string, string] => [part.anchor, `Go to ${part.title}`]),
    ...view.judgements.flatMap((judgement): [string, string][] => [
      [judgement.anchor, `Go to ${judgement.code} ${judgement.title}`],
      ...judgement.sides.map((side): [string, string] => [
        side.anchor,
        `Go to ${judgement.code}, ${side.title}`,
      ]),
    ]),
    ...groups.flatMap((group) =>
      (group.claims ?? []).map((claim): [string, string] => [claim.anchor, `Claim ${claim.number}`]),
    ),
    ...(view.evidence?.rows ?? []).map((row): [string, string] => [
      row.anchor,
      `Evidence ${row.number}: ${row.title}`,
    ]),
  ]);
}
