import * as Y from 'yjs';
import { newBlockId } from '../../../../editor/schema/ids.ts';

/** Adds a claim at the end of a region, as somebody who types it. */
export function appendClaim(ydoc: Y.Doc, region: string, words: string): void {
  const claim = new Y.XmlElement('claim');
  claim.setAttribute('id', newBlockId());
  claim.setAttribute('level', 0 as unknown as string);
  claim.insert(0, [new Y.XmlText(words)]);
  const fragment = ydoc.getXmlFragment(region);
  fragment.insert(fragment.length, [claim]);
}

/** Marks the first words of a region's last claim, one mark after the other, as somebody who presses the keys. */
export function emphasise(ydoc: Y.Doc, region: string, marks: readonly string[]): void {
  const claim = ydoc.getXmlFragment(region).toArray().at(-1);
  const run = claim instanceof Y.XmlElement ? claim.toArray()[0] : undefined;
  if (!(run instanceof Y.XmlText)) throw new Error('There is no claim to mark');
  for (const mark of marks) run.format(0, 5, { [mark]: {} });
}
