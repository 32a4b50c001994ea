import type { PdfFile } from '../../file/pdf-file.ts';
import type { Dict } from '../../file/values.ts';
import { pageName, type Rule, type Subject } from '../subject.ts';

const hiding = 1 | 2 | 32 | 256;
const printed = 4;

/** What PDF/A-2 asks of colours, pictures and annotations, and what it forbids (6.1 to 6.3). */
export const archive: Rule = (subject) => {
  const { file } = subject;
  const forbidden: [string, string][] = [
    ['AF', 'Other files are attached to the file.'],
    ['AcroForm', 'The file holds a form.'],
    ['Collection', 'The file is a portfolio.'],
    ['OCProperties', 'The file has layers that can be hidden.'],
  ];
  return [
    ...(file.trailer.has('Encrypt') ? ['The file is encrypted.'] : []),
    ...(hasProfile(file) ? [] : ['The file does not say what its colours mean (no output intent).']),
    ...forbidden.flatMap(([key, problem]) => (file.catalog.has(key) ? [problem] : [])),
    ...(file.dict(file.catalog.get('Names'))?.has('EmbeddedFiles')
      ? ['Other files are attached to the file.']
      : []),
    ...file.pages.flatMap(({ ref, dict }) =>
      file.list(dict.get('Annots')).flatMap((value) => {
        const annotation = file.dict(value);
        return annotation
          ? annotationProblems(subject, annotation).map((what) => `${pageName(subject, ref)}: ${what}`)
          : [];
      }),
    ),
  ];
};

function hasProfile(file: PdfFile): boolean {
  const intents = file.list(file.catalog.get('OutputIntents')).map((intent) => file.dict(intent));
  return intents.some((intent) => {
    const profile = file.unpacked(intent?.get('DestOutputProfile'));
    return file.name(intent?.get('S')) === 'GTS_PDFA1' && profile?.toString('latin1', 36, 40) === 'acsp';
  });
}

function annotationProblems({ file }: Subject, annotation: Dict): string[] {
  const flags = file.number(annotation.get('F')) ?? 0;
  const isLink = file.name(annotation.get('Subtype')) === 'Link';
  return [
    ...(isLink ? [] : ['there is an annotation that is no link.']),
    ...((flags & hiding) === 0 ? [] : ['a link is hidden.']),
    ...((flags & printed) === printed ? [] : ['a link would not be printed.']),
  ];
}
