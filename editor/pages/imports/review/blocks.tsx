import type { Inline } from '../../../../editor/schema/document.ts';
import type { ProposedBlock } from '../../../../api/imports/contract.ts';
import { Button } from '../../../controls/button.tsx';
import { KIND_WORDS } from './found.ts';

interface BlocksProps {
  blocks: readonly ProposedBlock[];
  onBlock: (block: ProposedBlock) => void;
}

/** Blocks in the order of the file, drawn as what they will be, each with a button to correct it. */
export function Blocks({ blocks, onBlock }: BlocksProps) {
  if (blocks.length === 0) return <p className="quiet small">Nothing here.</p>;
  return (
    <ul className="plain-list blocks">
      {blocks.map((block) => (
        <li key={block.key} className={`block block--${block.kind}`}>
          <div className="block__text">
            <span className="govuk-visually-hidden">{KIND_WORDS[block.kind]}: </span>
            <Runs content={block.content} />
          </div>
          <Button
            look="quiet"
            onClick={() => onBlock(block)}
            aria-label={`Correct: ${block.text.slice(0, 60)}`}
          >
            Correct
          </Button>
        </li>
      ))}
    </ul>
  );
}

function Runs({ content }: { content: readonly Inline[] }) {
  return content.map((inline, index) => <Run key={index} inline={inline} />);
}

function Run({ inline }: { inline: Inline }) {
  if (inline.type === 'hardBreak') return <br />;
  if (inline.type !== 'text') return null;
  const marks = new Set(inline.marks?.map((mark) => mark.type));
  const words = marks.has('italic') ? <em>{inline.text}</em> : inline.text;
  return marks.has('bold') ? <strong>{words}</strong> : words;
}
