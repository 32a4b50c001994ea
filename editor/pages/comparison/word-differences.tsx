import type { WordDifference } from '../../../api/versions/comparing/contract.ts';

/** Lines of text with what was added underlined and what was removed struck through; both are also said in words. */
export function Lines({ lines }: { lines: readonly WordDifference[][] }) {
  return lines.map((line, index) => (
    <p className={index === 0 ? 'difference__line' : 'difference__line difference__line--under'} key={index}>
      <Words words={line} />
    </p>
  ));
}

/** One line of it. */
export function Words({ words }: { words: readonly WordDifference[] }) {
  return words.map((part, index) => <Part part={part} key={index} />);
}

function Part({ part: { kind, text } }: { part: WordDifference }) {
  if (kind === 'same') return text;
  const Tag = kind === 'added' ? 'ins' : 'del';
  return (
    <Tag className={`difference__${kind}`}>
      <span className="govuk-visually-hidden"> {kind}: </span>
      {text}
      <span className="govuk-visually-hidden"> (end of what was {kind}) </span>
    </Tag>
  );
}
