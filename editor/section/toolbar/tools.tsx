import type { ReactNode } from 'react';

/** One tool of the bar. `words` stand beside the sign; `label` is the whole name. */
export interface Tool {
  name: 'bold' | 'italic' | 'link' | 'bullet' | 'sub-point' | 'theme' | 'cite' | 'post-it' | 'undo' | 'redo';
  label: string;
  words?: string;
  keys?: string;
  sign: ReactNode;
}

function Sign({ d }: { d: string }) {
  return (
    <svg className="tool__sign" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
      <path
        d={d}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.7"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}

/** The tools, in the order of the bar. */
export const tools: readonly Tool[] = [
  {
    name: 'undo',
    label: 'Undo what I did',
    keys: 'Ctrl+Z',
    sign: <Sign d="M7 4 3.5 7.5 7 11M3.5 7.5h8a4.5 4.5 0 0 1 0 9H8" />,
  },
  {
    name: 'redo',
    label: 'Do it again',
    keys: 'Ctrl+Y',
    sign: <Sign d="m13 4 3.5 3.5L13 11m3.500-3.500h-8a4.500 4.500 0 0 0 0 9H12" />,
  },
  { name: 'bold', label: 'Bold', keys: 'Ctrl+B', sign: <b className="tool__letter">B</b> },
  { name: 'italic', label: 'Italic', keys: 'Ctrl+I', sign: <i className="tool__letter">I</i> },
  {
    name: 'link',
    label: 'Link to a web page',
    keys: 'Ctrl+K',
    sign: (
      <Sign d="M8.500 11.500a3 3 0 0 0 4.300 0l2.700-2.700a3 3 0 0 0-4.300-4.300L10 5.700m1.500 2.800a3 3 0 0 0-4.300 0L4.500 11.200a3 3 0 0 0 4.300 4.300l1.200-1.200" />
    ),
  },
  {
    name: 'bullet',
    label: 'Bullet',
    keys: 'Ctrl+Shift+8',
    sign: <Sign d="M8 5h9M8 10h9M8 15h9M3.500 5h.01M3.500 10h.01M3.500 15h.01" />,
  },
  {
    name: 'sub-point',
    label: 'Sub-point of the claim above',
    words: 'Sub-point',
    keys: 'Tab',
    sign: <Sign d="M4 4v6a2 2 0 0 0 2 2h10m-3-3 3 3-3 3" />,
  },
  { name: 'theme', label: 'Add a theme heading', words: 'Theme', sign: <Sign d="M5 4v12M15 4v12M5 10h10" /> },
  {
    name: 'cite',
    label: 'Cite evidence',
    words: 'Evidence',
    keys: 'Ctrl+Alt+E or @',
    sign: <Sign d="M5 3h7l3 3v11H5zM12 3v3h3M8 10h4M8 13h4" />,
  },
  {
    name: 'post-it',
    label: 'Stick a post-it',
    words: 'Post-it',
    keys: 'Ctrl+Alt+M',
    sign: <Sign d="M4 4h12v8l-4 4H4zM16 12h-4v4" />,
  },
];
