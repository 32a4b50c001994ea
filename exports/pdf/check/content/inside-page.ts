import type { TextObject } from '../../content/segments.ts';
import { pageName, quote, type Rule } from '../subject.ts';

/** No text runs off the page. */
export const insidePage: Rule = (subject) =>
  subject.contents.flatMap(({ page, segments }) => {
    const [, , right, top] = subject.file.list(page.dict.get('MediaBox')).map(Number);
    const isInside = ({ start, last, y }: TextObject): boolean =>
      Math.min(start, last) >= 0 && Math.max(start, last) < (right ?? 0) && y > 0 && y < (top ?? 0);
    return (segments ?? []).flatMap((segment) =>
      segment.kind === 'text' && segment.text.text.trim() !== '' && !isInside(segment.text)
        ? [`${pageName(subject, page.ref)}: ${quote(segment.text.text)} runs off the page.`]
        : [],
    );
  });
