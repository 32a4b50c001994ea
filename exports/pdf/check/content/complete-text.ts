import { singleSpaced } from '../../letters.ts';
import { blocksOf, textOfBlock } from '../../tags/reading.ts';
import { quote, type Subject } from '../subject.ts';

/** Every string is heard, whole and with its spaces, after the one before it, by those who hear the document through its tags. */
export function completeText({ root, texts }: Subject, strings: readonly string[]): string[] {
  const heard = root
    ? blocksOf(root, texts)
        .map((block) => singleSpaced(textOfBlock(block)))
        .join('\n')
    : '';
  let from = 0;
  return strings.map(singleSpaced).flatMap((string) => {
    const found = heard.indexOf(string, from);
    if (found >= 0) from = found + string.length;
    return found >= 0 ? [] : [`${quote(string)} cannot be heard at its place in the document.`];
  });
}
