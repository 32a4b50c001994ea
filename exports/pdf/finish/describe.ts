import type { PdfFile } from '../file/pdf-file.ts';
import { Bytes, dictOf, Name } from '../file/values.ts';
import type { PrintFacts } from '../print-facts.ts';

/** Says what the document is: title (shown in the window's bar), author, language, and the date of the document instead of the clock's. */
export function describeDocument(file: PdfFile, { title, author, subject, date }: PrintFacts): void {
  const when = new Bytes(`D:${new Date(date).toISOString().replace(/\D/g, '').slice(0, 14)}Z`);
  const facts = dictOf({
    Title: Bytes.of(title),
    Author: Bytes.of(author),
    Subject: Bytes.of(subject),
    Creator: Bytes.of('Candour'),
    Producer: Bytes.of('Candour'),
    CreationDate: when,
    ModDate: when,
  });
  file.trailer.set('Info', file.add(facts));
  const { catalog } = file;
  catalog.set('Lang', Bytes.of('en-GB'));
  catalog.set('ViewerPreferences', dictOf({ DisplayDocTitle: true }));
  catalog.set('PageMode', Name.of('UseOutlines'));
}
