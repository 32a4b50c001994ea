import type { ProposedChapter } from '../../../../api/imports/contract.ts';
import { counted } from '../../../client/words.ts';
import { Button } from '../../../controls/button.tsx';
import { TextField } from '../../../controls/fields/text-field.tsx';
import type { Review } from '../use-review.ts';
import type { ChosenBlock } from './block-dialog.tsx';
import { Blocks } from './blocks.tsx';
import { partId } from './found.ts';
import { Folding } from './sections.tsx';

interface ChaptersProps {
  review: Review;
  onBlock: (chosen: ChosenBlock) => void;
}

/** The chapters before and after the judgements. */
export function Chapters({ review, onBlock }: ChaptersProps) {
  const { chapters } = review.proposal;
  return (
    <section className="review__part" id={partId('chapters')} aria-labelledby="chapters" tabIndex={-1}>
      <h2 className="govuk-heading-m" id="chapters">
        Chapters
      </h2>
      {chapters.length === 0 && <p className="govuk-body">No chapters were found around the judgements.</p>}
      {chapters.map((chapter) => (
        <Chapter
          key={`${chapter.key} ${chapter.title}`}
          chapter={chapter}
          review={review}
          onBlock={onBlock}
        />
      ))}
    </section>
  );
}

function Chapter({ chapter, review, onBlock }: ChaptersProps & { chapter: ProposedChapter }) {
  const { key, title, place, blocks } = chapter;
  const rename = (value: string): void => {
    const next = value.trim();
    if (next !== '' && next !== title) review.correct({ kind: 'chapter', chapter: key, title: next });
  };
  const where = place === 'front' ? 'Before the judgements' : 'After the judgements';
  return (
    <Folding
      id={partId(key)}
      title={title}
      under={`${where}, ${counted(blocks.length, 'paragraph')}`}
      level={3}
    >
      <div className="judgement-choice">
        <TextField
          name={`chapter-${key}`}
          label="Title"
          defaultValue={title}
          maxLength={200}
          onBlur={(event) => rename(event.currentTarget.value)}
        />
        <Button look="quiet" onClick={() => review.correct({ kind: 'leave-out-chapter', chapter: key })}>
          Leave out this chapter
        </Button>
      </div>
      <Blocks blocks={blocks} onBlock={(block) => onBlock({ block, place: '' })} />
    </Folding>
  );
}
