import { childrenOf, type TagElement } from '../../tags/tree.ts';
import { quoted, type Rule, type Subject } from '../subject.ts';

const parts = (text: string): Set<string> => new Set(text.split(' '));
/** What may stand directly in the parts of lists and contents (ISO 32000-1, 14.8.4.3; PDF/UA-1, 7.2). */
const allowed: Record<string, Set<string>> = {
  L: parts('LI L Caption'),
  LI: parts('Lbl LBody'),
  TOC: parts('TOCI TOC Caption'),
  TOCI: parts('Lbl Reference NonStruct P TOC'),
};
const homes: Record<string, Set<string>> = { LI: parts('L'), LBody: parts('LI'), TOCI: parts('TOC') };
const names: Record<string, string> = {
  L: 'list',
  LI: 'list item',
  TOC: 'table of contents',
  TOCI: 'line of the contents',
};

/** Lists and contents are made of what they should be made of, and their parts stand nowhere else. */
export const lists: Rule = (subject) => subject.elements.flatMap((element) => problemsOf(subject, element));

function problemsOf(subject: Subject, element: TagElement): string[] {
  const inside = allowed[element.type];
  const children = childrenOf(element);
  const name = names[element.type] ?? element.type;
  const bare = inside && element.kids.some((kid) => kid.kind === 'mark');
  return [
    ...(bare ? [`A ${name} has text that is in none of its parts: ${quoted(subject, element)}.`] : []),
    ...children
      .filter(({ type }) => inside && !inside.has(type))
      .map(
        (child) => `A ${name} holds a ${child.type}, which may not stand in it: ${quoted(subject, child)}.`,
      ),
    ...children
      .filter(({ type }) => homes[type] && !homes[type].has(element.type))
      .map(
        (child) =>
          `A ${child.type} stands in a ${element.type}, outside its list: ${quoted(subject, child)}.`,
      ),
  ];
}
