import { Name } from '../../file/values.ts';
import { piecesBelow } from '../../tags/reading.ts';
import { childrenOf, elementsOf, type TagElement } from '../../tags/tree.ts';
import { quote, type Rule, type Subject } from '../subject.ts';

/** Every line of the contents ends in the number of the page it leads to. */
export const contentsNumbers: Rule = (subject) =>
  subject.elements
    .filter(({ type }) => type === 'TOCI')
    .flatMap((line) => childrenOf(line).filter(({ type }) => type === 'Reference'))
    .flatMap((reference) => lineProblems(subject, reference));

function lineProblems(subject: Subject, reference: TagElement): string[] {
  const pieces = piecesBelow(reference, subject.texts).map(({ text }) => text.text);
  const printed = pieces.at(-1)?.trim() ?? '';
  const page = subject.places.get(placeOf(subject, reference));
  if (String(page) === printed) return [];
  const title = quote(pieces.slice(0, -1).join(''));
  return [
    `The contents say that ${title} is on page ${printed || '(none)'}, but it is on page ${page ?? '(none)'}.`,
  ];
}

function placeOf({ file }: Subject, reference: TagElement): string {
  const object = elementsOf(reference)
    .flatMap(({ kids }) => kids)
    .find((kid) => kid.kind === 'object');
  const place = file.dict(object?.dict.get('Obj'))?.get('Dest');
  return place instanceof Name ? place.text : '';
}
