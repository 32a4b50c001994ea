import type { FrameworkDetail } from '../../../../api/frameworks/contract.ts';
import type { ProposedBlock } from '../../../../api/imports/contract.ts';
import { Button } from '../../../controls/button.tsx';
import { Dialog } from '../../../controls/dialog.tsx';
import { Radios } from '../../../controls/fields/choices.tsx';
import { Select } from '../../../controls/fields/select.tsx';
import { Form, type Values } from '../../../controls/form.tsx';
import type { Review } from '../use-review.ts';
import { BLOCK_KIND_ORDER, KIND_WORDS, placeFrom, placesIn } from './found.ts';
import { kindFrom } from './place-dialog.tsx';

/** A block to be corrected, and where it stands: `section region`, or '' in a chapter. */
export interface ChosenBlock {
  block: ProposedBlock;
  place: string;
}

interface BlockDialogProps {
  review: Review;
  framework: FrameworkDetail;
  chosen: ChosenBlock | null;
  onClose: () => void;
}

/** Corrects one block: what it is, where it stands, or that it is left out. */
export function BlockDialog({ review, framework, chosen, onClose }: BlockDialogProps) {
  return (
    <Dialog open={chosen !== null} onClose={onClose} title="Correct this">
      {chosen && <BlockForm review={review} framework={framework} chosen={chosen} onClose={onClose} />}
    </Dialog>
  );
}

function BlockForm({ review, framework, chosen, onClose }: BlockDialogProps & { chosen: ChosenBlock }) {
  const { block, place } = chosen;
  const onSide = place !== '' && !place.endsWith(' overview');
  const kinds = BLOCK_KIND_ORDER.filter((kind) => (onSide ? kind !== 'bullet' : !isClaimKind(kind)));
  const places = placesIn(review.proposal, framework);
  const send = (values: Values): Promise<void> => {
    const target = values.text('place');
    const as = kindFrom(values.text('as'));
    if (target !== place) review.correct({ kind: 'move-block', block: block.key, ...placeFrom(target) });
    else if (as !== block.kind) review.correct({ kind: 'block', block: block.key, as });
    onClose();
    return Promise.resolve();
  };
  return (
    <Form
      submit="Correct it"
      send={send}
      beside={
        <Button
          look="quiet"
          onClick={() => {
            review.correct({ kind: 'leave-out-block', block: block.key });
            onClose();
          }}
        >
          Leave it out
        </Button>
      }
    >
      <blockquote className="govuk-inset-text small unplaced__text">{block.text}</blockquote>
      <Radios
        name="as"
        label="It is"
        small
        chosen={[block.kind]}
        options={kinds.map((value) => ({ value, label: KIND_WORDS[value] }))}
      />
      <Select
        name="place"
        label="It stands in"
        hint={block.kind === 'claim' ? 'A claim moves together with its sub-points.' : undefined}
        defaultValue={place}
        options={place === '' ? [{ value: '', label: 'This chapter' }, ...places] : places}
      />
    </Form>
  );
}

function isClaimKind(kind: ProposedBlock['kind']): boolean {
  return kind === 'claim' || kind === 'sub-point';
}
