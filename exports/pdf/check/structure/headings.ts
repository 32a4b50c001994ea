import { quoted, type Rule } from '../subject.ts';

/** One title, and no level of heading left out on the way down (PDF/UA-1, 7.4.2). */
export const headings: Rule = (subject) => {
  const found = subject.elements.filter(({ type }) => /^H[1-6]$/.test(type));
  const levels = found.map(({ type }) => Number(type.slice(1)));
  const titles = levels.filter((level) => level === 1).length;
  const skips = found.filter((_, index) => (levels[index] ?? 0) > (levels[index - 1] ?? 0) + 1);
  return [
    ...(titles === 1 ? [] : [`The document has ${titles} titles (headings of level 1) instead of one.`]),
    ...skips.map((heading) => `The heading ${quoted(subject, heading)} leaves out a level.`),
  ];
};
