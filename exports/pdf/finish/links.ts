import { packAddress } from '../../document.ts';
import { isSafeAddress, linksOf } from '../file/links.ts';
import type { PdfFile } from '../file/pdf-file.ts';
import { Bytes, type Dict } from '../file/values.ts';

/**
 * Says in words where each link leads, as PDF/UA-1 (7.18.5) asks: by `targets` for places in the document and known addresses,
 * by address for others. A file of the pack is addressed from where the document stands, beside it. An unsafe address is
 * removed, whatever put it there.
 */
export function labelLinks(file: PdfFile, targets: Readonly<Record<string, string>>): void {
  for (const { dict, place, address } of linksOf(file)) {
    const otherwise = place === null ? `Link to ${address ?? 'nothing'}` : 'Go to this place';
    dict.set('Contents', Bytes.of(targets[place ?? address ?? ''] ?? otherwise));
    if (address !== null) addressLink(file, dict, address);
  }
}

function addressLink(file: PdfFile, link: Dict, address: string): void {
  if (!isSafeAddress(address)) link.delete('A');
  // Viewers take a first part with dots for a host, so the way begins where the document stands.
  else if (address.startsWith(packAddress)) {
    file.dict(link.get('A'))?.set('URI', Bytes.of(`./${address.slice(packAddress.length)}`));
  }
}
