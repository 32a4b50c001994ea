import { PDFArray, PDFDict, type PDFDocument, PDFHexString, PDFName, PDFString } from '@cantoo/pdf-lib';

const name = (text: string): PDFName => PDFName.of(text);
const allowed = /^(https?:|mailto:|tel:)/i;

/**
 * Says in words where each link leads, as PDF/UA-1 (7.18.5) asks: by `targets` for places in the document and known
 * addresses, by address for others. An address that is not of the web, mail or telephone is removed, whatever put it there.
 */
export function labelLinks(document: PDFDocument, targets: Readonly<Record<string, string>>): void {
  for (const page of document.getPages()) {
    const annotations = page.node.lookupMaybe(name('Annots'), PDFArray);
    for (const annotation of annotations?.asArray() ?? []) {
      const dict = document.context.lookup(annotation);
      if (dict instanceof PDFDict && dict.get(name('Subtype')) === name('Link')) labelLink(dict, targets);
    }
  }
}

function labelLink(link: PDFDict, targets: Readonly<Record<string, string>>): void {
  const address = addressOf(link);
  if (address !== null && !allowed.test(address)) link.delete(name('A'));
  const place = placeOf(link);
  const label =
    place === null
      ? (targets[address ?? ''] ?? `Link to ${address ?? 'nothing'}`)
      : (targets[place] ?? 'Go to this place');
  link.set(name('Contents'), PDFHexString.fromText(label));
}

function addressOf(link: PDFDict): string | null {
  const address = link.lookupMaybe(name('A'), PDFDict)?.get(name('URI'));
  return address instanceof PDFString || address instanceof PDFHexString ? address.decodeText() : null;
}

/** The named destination, which Chromium writes as a name. */
function placeOf(link: PDFDict): string | null {
  const place = link.get(name('Dest'));
  return place instanceof PDFName ? place.decodeText() : null;
}
