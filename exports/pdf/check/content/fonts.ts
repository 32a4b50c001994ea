import type { PdfFile } from '../../file/pdf-file.ts';
import type { Dict } from '../../file/values.ts';
import { pageName, quote, type Rule } from '../subject.ts';

const programs = ['FontFile', 'FontFile2', 'FontFile3'];

/** Every font is inside the file, and every glyph stands for a character (PDF/UA-1, 7.21; PDF/A-2a, 6.2.11). */
export const fonts: Rule = (subject) => [
  ...[...fontDicts(subject.file)].flatMap((font) => fontProblems(subject.file, font)),
  ...subject.contents.flatMap(({ page, segments }) =>
    (segments ?? []).flatMap((segment) =>
      segment.kind === 'text' && segment.text.unreadable + segment.text.missing > 0
        ? [
            `${pageName(subject, page.ref)}: ${quote(segment.text.text)} has characters that no font here can show or name.`,
          ]
        : [],
    ),
  ),
];

function fontDicts(file: PdfFile): Set<Dict> {
  const found = new Set<Dict>();
  for (const { dict } of file.pages) {
    const resources = file.dict(file.dict(dict.get('Resources'))?.get('Font'));
    for (const value of resources?.values() ?? []) {
      const font = file.dict(value);
      if (font) found.add(font);
    }
  }
  return found;
}

function fontProblems(file: PdfFile, font: Dict): string[] {
  const name = file.name(font.get('BaseFont')) || 'A font without a name';
  return [
    ...(isEmbedded(file, font) ? [] : [`The font ${name} is not inside the file.`]),
    ...(file.unpacked(font.get('ToUnicode'))
      ? []
      : [`The font ${name} does not say what its glyphs stand for.`]),
  ];
}

/** A font drawn by the file itself (Type 3) needs no program. */
function isEmbedded(file: PdfFile, font: Dict): boolean {
  if (file.name(font.get('Subtype')) === 'Type3') return true;
  const [descendant] = file.list(font.get('DescendantFonts'));
  const owner = file.dict(descendant) ?? font;
  const descriptor = file.dict(owner.get('FontDescriptor'));
  return programs.some((program) => file.unpacked(descriptor?.get(program)) !== null);
}
