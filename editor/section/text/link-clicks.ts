import { Extension } from '@tiptap/core';
import { Plugin } from '@tiptap/pm/state';
import { isSafeHref } from '../../schema/marks/link.ts';

/** Opens a link in a new tab: on a press where the text is only read, with Ctrl or Cmd where it is edited. */
export const LinkClicks = Extension.create({
  name: 'linkClicks',
  addProseMirrorPlugins: () => [
    new Plugin({
      props: {
        handleDOMEvents: {
          click: (view, event) => {
            const anchor = event.target instanceof Element ? event.target.closest('a[href]') : null;
            if (!anchor) return false;
            event.preventDefault();
            const href = anchor.getAttribute('href');
            if (isSafeHref(href) && (!view.editable || event.ctrlKey || event.metaKey)) {
              window.open(href, '_blank', 'noopener,noreferrer');
            }
            return true;
          },
        },
      },
    }),
  ],
});
