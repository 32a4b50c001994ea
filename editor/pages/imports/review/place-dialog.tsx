import { useState } from 'react';
import { BLOCK_KIND_ORDER, KIND_WORDS, placeFrom, placesIn } from './found.ts';
import type { FrameworkDetail } from '../../../../api/frameworks/contract.ts';
import type { BlockKind, Correction, UnplacedItem } from '../../../../api/imports/contract.ts';
import { missing } from '../../../client/api-failure.ts';
import { Dialog } from '../../../controls/dialog.tsx';
import { Select } from '../../../controls/fields/select.tsx';
import { TextField } from '../../../controls/fields/text-field.tsx';
import { Form, type Values } from '../../../controls/form.tsx';
import type { Review } from '../use-review.ts';

interface PlaceDialogProps {
  review: Review;
  framework: FrameworkDetail;
  item: UnplacedItem | null;
  onClose: () => void;
}

/** Gives a piece of the file its place: in a section, in a chapter, or as a chapter of its own. */
export function PlaceDialog({ review, framework, item, onClose }: PlaceDialogProps) {
  return (
    <Dialog open={item !== null} onClose={onClose} title="Place this text">
      {item && <PlaceForm review={review} framework={framework} item={item} onClose={onClose} />}
    </Dialog>
  );
}

function PlaceForm({ review, framework, item, onClose }: PlaceDialogProps & { item: UnplacedItem }) {
  const { proposal } = review;
  const places = [
    ...placesIn(proposal, framework),
    ...proposal.chapters.map(({ key, title }) => ({ value: `chapter ${key}`, label: `Chapter: ${title}` })),
    { value: 'new', label: 'A new chapter' },
  ];
  const [place, setPlace] = useState(places[0]?.value ?? 'new');
  const inSection = place !== 'new' && !place.startsWith('chapter ');
  const send = (values: Values): Promise<void> => {
    review.correct(correctionFor(item.key, place, values));
    onClose();
    return Promise.resolve();
  };
  return (
    <Form submit="Place it" send={send}>
      <blockquote className="govuk-inset-text small unplaced__text">{item.text}</blockquote>
      <Select
        name="place"
        label="Where"
        options={places}
        value={place}
        onChange={(event) => setPlace(event.currentTarget.value)}
      />
      {inSection && (
        <Select
          name="as"
          label="As"
          options={BLOCK_KIND_ORDER.map((value) => ({ value, label: KIND_WORDS[value] }))}
          defaultValue={place.endsWith(' overview') ? 'paragraph' : 'claim'}
          key={place}
        />
      )}
      {place === 'new' && <TextField name="title" label="Title of the chapter" />}
    </Form>
  );
}

function correctionFor(item: string, place: string, values: Values): Correction {
  if (place === 'new') {
    const title = values.text('title').trim();
    if (title === '') throw missing('title', 'Enter a title');
    return { kind: 'place-as-chapter', item, title };
  }
  if (place.startsWith('chapter ')) {
    return { kind: 'place-in-chapter', item, chapter: place.slice('chapter '.length) };
  }
  return { kind: 'place', item, ...placeFrom(place), as: kindFrom(values.text('as')) };
}

/** A kind of block from a form's value. */
export function kindFrom(value: string): BlockKind {
  return BLOCK_KIND_ORDER.find((kind) => kind === value) ?? 'paragraph';
}
