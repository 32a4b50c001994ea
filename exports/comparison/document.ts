import type { Heading, PrintDocument } from '../document.ts';
import { renderHtml } from '../render.ts';
import { heading } from '../view-models/headings.ts';
import { contentsPart } from '../view-models/parts.ts';
import { contentsStrings, coverStrings } from '../view-models/strings.ts';
import type { ComparisonExport } from './input.ts';
import { type ClaimChangeView, type ComparisonView, comparisonView, type StretchOfLine } from './view.ts';

/** What changed between two copies, ready to be printed. Pure: the same input gives the same document. */
export function comparisonDocument(input: ComparisonExport): PrintDocument {
  const view = comparisonView(input);
  return {
    ...view.about,
    html: renderHtml('comparison', 'print', view),
    headings: headingsOf(view),
    targets: Object.fromEntries(view.parts.map((part) => [part.anchor, `Go to ${part.title}`])),
    strings: stringsOf(view),
  };
}

/** What changed between two copies, as one page for a browser: self-contained, without scripts. */
export function comparisonPage(input: ComparisonExport): string {
  return renderHtml('comparison', 'screen', comparisonView(input));
}

function headingsOf({ cover, summary, sections, recommendations }: ComparisonView): Heading[] {
  return [
    heading(1, cover.title),
    heading(2, contentsPart.title),
    heading(2, summary.title),
    ...sections.flatMap(({ code, title, prose, claims }) => [
      heading(2, `${code} ${title}`),
      ...prose.map((region) => heading(3, region.title)),
      ...(claims.length > 0 ? [heading(3, 'Claims')] : []),
    ]),
    ...(recommendations ? [heading(2, recommendations.title)] : []),
  ];
}

function stringsOf(view: ComparisonView): string[] {
  return [
    ...coverStrings(view.cover),
    ...contentsStrings(view.contents),
    view.summary.title,
    ...view.summary.lines,
    ...view.sections.flatMap(({ code, title, notes, prose, claims }) => [
      code,
      title,
      ...notes,
      ...prose.flatMap((region) => [region.title, ...region.lines.flatMap(lineStrings)]),
      ...claims.flatMap(changeStrings),
    ]),
    ...(view.recommendations
      ? [view.recommendations.title, ...view.recommendations.rows.flatMap(changeStrings)]
      : []),
  ]
    .map((string) => string.trim())
    .filter((string) => string !== '');
}

function changeStrings({ number, heading: said, lines }: ClaimChangeView): string[] {
  return [number, said, ...lines.flatMap(lineStrings)];
}

function lineStrings(line: readonly StretchOfLine[]): string[] {
  return line.map(({ text }) => text);
}
