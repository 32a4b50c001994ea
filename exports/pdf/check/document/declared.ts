import type { Rule } from '../subject.ts';

/** What the file says about itself: PDF/UA-1 (5, 7.1, 7.2) and PDF/A-2a (6.6.4, 6.7). */
export const declared: Rule = ({ file }) => {
  const { catalog } = file;
  const marks = file.dict(catalog.get('MarkInfo'));
  const metadata = file.unpacked(catalog.get('Metadata'))?.toString('utf8') ?? '';
  const shown = file.dict(catalog.get('ViewerPreferences'))?.get('DisplayDocTitle') === true;
  const wanted: [boolean, string][] = [
    [marks?.get('Marked') === true, 'The file does not say that it is tagged.'],
    [marks?.get('Suspects') !== true, 'The file says that its tags may be wrong.'],
    [(file.words(catalog.get('Lang')) ?? '') !== '', 'The file does not name its language.'],
    [shown, 'The window would show the name of the file instead of the title.'],
    [metadata !== '', 'The file has no metadata (XMP).'],
    [
      metadata.includes('<pdfuaid:part>1</pdfuaid:part>'),
      'The metadata do not say that the file is PDF/UA-1.',
    ],
    [isArchive(metadata), 'The metadata do not say that the file is PDF/A-2a.'],
    [
      metadata.includes('<pdfaSchema:prefix>pdfuaid<'),
      'The metadata do not explain PDF/UA to programs that know PDF/A.',
    ],
    [/<dc:title>.*?<rdf:li[^>]*>[^<]+<\/rdf:li>/s.test(metadata), 'The document has no title.'],
  ];
  return wanted.flatMap(([isSo, problem]) => (isSo ? [] : [problem]));
};

function isArchive(metadata: string): boolean {
  return (
    metadata.includes('<pdfaid:part>2</pdfaid:part>') &&
    metadata.includes('<pdfaid:conformance>A</pdfaid:conformance>')
  );
}
