import type { PackAbout } from './manifest.ts';

/** README.txt of a pack: what to do first, and what is what. Lines end as Windows expects. */
export function readmeText(about: PackAbout, { hasFiles }: { hasFiles: boolean }): string {
  const evidence = hasFiles
    ? 'evidence/            the files that the claims cite, named by evidence number'
    : 'evidence/            not here: nothing that is cited holds a file';
  const lines = [
    about.title,
    ...(about.council === '' ? [] : [about.council]),
    `${about.version.label}. ${about.edition}. ${about.framework}`,
    '',
    'EXTRACT ALL FIRST',
    'Links do not work from inside the ZIP window. In Windows: right-click the ZIP, choose "Extract All", and open the new folder.',
    '',
    'WHAT IS HERE',
    'index.html           the whole self-assessment as a web page; every citation opens its file. Works without a network.',
    'self-assessment.pdf  the same as a PDF. Some PDF viewers do not open links to files: use index.html there.',
    evidence,
    'register.csv         the evidence register, for a spreadsheet',
    'verify.html          open it in a browser to check that nothing is missing or changed',
    'verify.mjs           the same check for Node.js: node verify.mjs',
    'manifest.json        every file with its size and SHA-256; manifest.sha256 is its own',
    'assessment.json      the assessment as data, with the ids of its claims and evidence',
    '',
    'BACK INTO CANDOUR',
    'Candour can import this ZIP as it is ("Import a document"), unless the self-assessment is there already. It brings the text, the',
    'claims with their numbers, grades, recommendations, the glossary, and the evidence of this edition with its files. Only the',
    'internal edition holds all that is cited. Notes beside the text, earlier versions and signatures are not brought.',
  ];
  return `${lines.join('\r\n')}\r\n`;
}
