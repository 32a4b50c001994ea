import { linksOf, type PdfLink } from '../../file/links.ts';
import type { Value } from '../../file/values.ts';
import type { TagElement } from '../../tags/tree.ts';
import { parentTreeOf } from '../parent-tree.ts';
import { pageName, quote, type Rule, type Subject } from '../subject.ts';

/** Every link says where it leads, leads there, and belongs to its tag, in both directions (PDF/UA-1, 7.18). */
export const links: Rule = (subject) => {
  const { file } = subject;
  const parents = parentTreeOf(subject);
  const owners = ownersOf(subject.elements);
  return [
    ...linksOf(file).flatMap((link) => {
      const where = pageName(subject, link.page.ref);
      const key = file.number(link.dict.get('StructParent'));
      const owner = owners.get(link.value);
      const isOwned = owner?.type === 'Link' && key !== null && parents.get(key) === owner.ref;
      return [
        ...wordsAndPlace(subject, link).map((what) => `${where}: ${what}`),
        ...(isOwned ? [] : [`${where}: a link has no Link tag, so it cannot be heard.`]),
      ];
    }),
    ...file.pages.flatMap(({ ref, dict }) =>
      dict.has('Annots') && file.name(dict.get('Tabs')) !== 'S'
        ? [`${pageName(subject, ref)}: the Tab key does not go through the links in reading order.`]
        : [],
    ),
  ];
};

function wordsAndPlace({ file, places }: Subject, { dict, place, address }: PdfLink): string[] {
  const words = file.words(dict.get('Contents')) ?? '';
  return [
    ...(words.trim() === '' ? ['a link does not say where it leads.'] : []),
    ...(place !== null && !places.has(place) ? [`a link leads to ${quote(place)}, which is not there.`] : []),
    ...(place === null && address === null && !dict.has('A')
      ? [`the link ${quote(words)} leads nowhere.`]
      : []),
  ];
}

/** Each annotation to the tag that holds it. */
function ownersOf(elements: readonly TagElement[]): Map<Value, TagElement> {
  const owners = new Map<Value, TagElement>();
  for (const element of elements) {
    for (const kid of element.kids)
      if (kid.kind === 'object') owners.set(kid.dict.get('Obj') ?? null, element);
  }
  return owners;
}
