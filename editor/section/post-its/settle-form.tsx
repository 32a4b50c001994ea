import type { PostItView } from '../../../api/post-its/contract.ts';
import { DISPOSITIONS, type Disposition } from '../../../api/post-its/vocabulary.ts';
import { Button } from '../../controls/button.tsx';
import { Radios } from '../../controls/fields/choices.tsx';
import { TextArea } from '../../controls/fields/text-field.tsx';
import { Form } from '../../controls/form.tsx';
import { useDesk } from '../desk.ts';
import { settle } from './post-it-requests.ts';

const options = Object.entries(DISPOSITIONS).map(([value, label]) => ({ value, label }));

/** Says what became of a post-it; its author sees it. */
export function SettleForm({ postIt, close }: { postIt: PostItView; close: () => void }) {
  const { stores } = useDesk();
  return (
    <div className="settle">
      <Form
        submit="Mark as dealt with"
        sending="Saving…"
        label={`What became of post-it ${postIt.number}`}
        beside={
          <Button look="quiet" onClick={close}>
            Cancel
          </Button>
        }
        send={async (values) => {
          const chosen = values.text('disposition');
          await settle(postIt, isDisposition(chosen) ? chosen : 'worked-in', values.text('reason'));
          stores.said.set('The post-it is marked as dealt with.');
          close();
        }}
      >
        <Radios
          name="disposition"
          label="What became of it?"
          options={options}
          chosen={['worked-in']}
          small
        />
        <TextArea
          name="reason"
          label="Reason, for its author"
          hint="Needed when it is not taken up"
          rows={2}
        />
      </Form>
    </div>
  );
}

function isDisposition(value: string): value is Disposition {
  return value in DISPOSITIONS;
}
