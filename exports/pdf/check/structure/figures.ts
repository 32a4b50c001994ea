import { attributesOf } from '../../tags/tree.ts';
import { pageName, pageOf, type Rule } from '../subject.ts';

/** Every picture is described in words and says where it is (PDF/UA-1, 7.3). */
export const figures: Rule = (subject) =>
  subject.elements
    .filter(({ type }) => type === 'Figure' || type === 'Formula')
    .flatMap((figure) => {
      const where = pageName(subject, pageOf(figure));
      const described = (subject.file.words(figure.dict.get('Alt')) ?? '').trim() !== '';
      const placed = attributesOf(subject.file, figure).some(
        (set) => subject.file.list(set.get('BBox')).length === 4,
      );
      return [
        ...(described ? [] : [`${where}: a picture is not described in words.`]),
        ...(placed ? [] : [`${where}: a picture does not say where it stands.`]),
      ];
    });
