import { Mark, mergeAttributes } from '@tiptap/core';

/** The addresses a text may link to: web pages, e-mail and telephone. Everything else, `//host` included, is refused. */
export function isSafeHref(href: unknown): href is string {
  return (
    typeof href === 'string' &&
    href.length <= 2000 &&
    /^(https?:\/\/[^\s]+|mailto:[^\s]+|tel:[+\d][\d\s()-]*)$/i.test(href)
  );
}

/** A link to a page outside Candour. */
export const Link = Mark.create({
  name: 'link',
  inclusive: false,
  addAttributes: () => ({
    href: {
      default: '',
      validate: (value: unknown) => {
        if (!isSafeHref(value))
          throw new RangeError(`Not an address that may be linked: ${String(value).slice(0, 80)}`);
      },
    },
  }),
  parseHTML: () => [
    {
      tag: 'a[href]',
      getAttrs: (element) =>
        isSafeHref(element.getAttribute('href')) ? { href: element.getAttribute('href') } : false,
    },
  ],
  renderHTML: ({ HTMLAttributes }) => [
    'a',
    mergeAttributes(HTMLAttributes, { rel: 'noopener noreferrer nofollow' }),
    0,
  ],
});
