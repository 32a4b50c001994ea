import { isSafeAddress } from '../../file/links.ts';
import type { PdfFile } from '../../file/pdf-file.ts';
import type { Dict, Value } from '../../file/values.ts';
import { pageName, quote, type Rule, type Subject } from '../subject.ts';

/** Nothing happens by itself, and a link leads only to a place of the document or to a safe address (PDF/A-2, 6.5). */
export const actions: Rule = (subject) => {
  const { file } = subject;
  const { catalog } = file;
  return [
    ...(catalog.has('OpenAction') ? ['Something happens when the file is opened.'] : []),
    ...(catalog.has('AA') ? ['The file carries actions.'] : []),
    ...(file.dict(catalog.get('Names'))?.has('JavaScript') ? ['The file carries a script.'] : []),
    ...file.pages.flatMap((page) => {
      const where = pageName(subject, page.ref);
      return [
        ...(page.dict.has('AA') ? [`${where} carries actions.`] : []),
        ...file.list(page.dict.get('Annots')).flatMap((value) => annotationProblems(subject, value, where)),
      ];
    }),
  ];
};

function annotationProblems({ file }: Subject, value: Value, where: string): string[] {
  const annotation = file.dict(value);
  const action = file.dict(annotation?.get('A'));
  return [
    ...(annotation?.has('AA') ? [`${where}: a link carries further actions.`] : []),
    ...(action?.has('Next') ? [`${where}: a link does more than one thing.`] : []),
    ...(action ? actionProblems(file, action).map((what) => `${where}: ${what}`) : []),
  ];
}

function actionProblems(file: PdfFile, action: Dict): string[] {
  const kind = file.name(action.get('S'));
  if (kind !== 'URI') return [`a link runs an action (${kind}) instead of leading somewhere.`];
  const address = file.words(action.get('URI')) ?? '';
  return isSafeAddress(address) ? [] : [`a link leads to an unsafe address, ${quote(address)}.`];
}
