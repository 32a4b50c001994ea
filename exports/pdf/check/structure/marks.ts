import { marksIn } from '../../content/drawn.ts';
import type { Ref, Value } from '../../file/values.ts';
import { parentTreeOf } from '../parent-tree.ts';
import { pageName, type Rule, type Subject } from '../subject.ts';

/** Content and tags lead to each other: every tagged mark is drawn once, in one tag, and found through the table of the file. */
export const marks: Rule = (subject) => {
  const { file } = subject;
  const parents = parentTreeOf(subject);
  const owners = ownersByPage(subject);
  return subject.contents.flatMap(({ page, segments }) => {
    const drawn = marksIn(segments);
    const row = file.list(parents.get(file.number(page.dict.get('StructParents')) ?? -1));
    const problems = pageProblems({ drawn, owners: owners.get(page.ref) ?? new Map<number, Ref[]>(), row });
    return problems.map((what) => `${pageName(subject, page.ref)}: ${what}`);
  });
};

interface PageMarks {
  drawn: readonly number[];
  owners: ReadonlyMap<number, Ref[]>;
  row: readonly Value[];
}

function pageProblems({ drawn, owners, row }: PageMarks): string[] {
  const known = new Set(drawn);
  return [
    ...(known.size < drawn.length ? ['two parts of its content have the same number.'] : []),
    ...drawn.flatMap((mcid) => {
      const [owner, ...others] = owners.get(mcid) ?? [];
      if (!owner) return ['a part of its content says that it is tagged, but no tag holds it.'];
      if (others.length > 0) return ['a part of its content stands in two tags.'];
      return row[mcid] === owner ? [] : ['a part of its content does not lead to its tag.'];
    }),
    ...[...owners.keys()].flatMap((mcid) =>
      known.has(mcid) ? [] : ['a tag holds content that is not there.'],
    ),
  ];
}

function ownersByPage({ elements }: Subject): Map<Ref, Map<number, Ref[]>> {
  const pages = new Map<Ref, Map<number, Ref[]>>();
  for (const element of elements) {
    for (const kid of element.kids) {
      if (kid.kind !== 'mark') continue;
      const marksOfPage = pages.get(kid.page) ?? new Map<number, Ref[]>();
      marksOfPage.set(kid.mcid, [...(marksOfPage.get(kid.mcid) ?? []), element.ref]);
      pages.set(kid.page, marksOfPage);
    }
  }
  return pages;
}
