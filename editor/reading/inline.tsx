import { Fragment, type ReactNode } from 'react';
import type { Inline, TextRun } from '../schema/document.ts';
import { CitationMark } from './citations.tsx';

/** A line of frozen text: words with their marks, line breaks and citations. */
export function InlineText({ content }: { content: readonly Inline[] }) {
  return content.map((inline, index) => <Fragment key={index}>{inlineNode(inline)}</Fragment>);
}

function inlineNode(inline: Inline): ReactNode {
  if (inline.type === 'hardBreak') return <br />;
  if (inline.type === 'citation') return <CitationMark citation={inline.attrs} />;
  return marked(inline);
}

function marked({ text, marks = [] }: TextRun): ReactNode {
  return marks.reduce<ReactNode>((inner, mark) => {
    if (mark.type === 'bold') return <strong>{inner}</strong>;
    if (mark.type === 'italic') return <em>{inner}</em>;
    return (
      <a className="text-link" href={mark.attrs.href} rel="noopener noreferrer" target="_blank">
        {inner}
      </a>
    );
  }, text);
}
