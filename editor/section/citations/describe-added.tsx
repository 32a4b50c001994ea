import { useDesk } from '../desk.ts';
import { Button } from '../../controls/button.tsx';
import { Form } from '../../controls/form.tsx';
import { refresh } from '../../client/queries.ts';
import { request } from '../../client/request.ts';
import { EvidenceFields, sharedFieldsOf } from '../../pages/library/evidence-fields.tsx';
import { useStore } from '../store.ts';

/** Asks what a file is that was just added from the text: title, source, type, date. It is cited already. */
export function DescribeAdded() {
  const { stores } = useDesk();
  const added = useStore(stores.added);
  const [record] = added;
  if (!record) return null;
  const next = (): void => stores.added.set(added.slice(1));
  return (
    <section className="describe" key={record.id}>
      <h2 className="panel__title">What is {record.number}?</h2>
      <p className="quiet">The file is stored and cited. Say what it is, so that others can find it.</p>
      <Form
        submit="Save"
        sending="Saving…"
        label={`What is ${record.number}?`}
        send={async (values) => {
          const body = { title: values.text('title'), ...sharedFieldsOf(values) };
          await request('PATCH', `/evidence/${record.id}`, body);
          await refresh('/evidence');
          next();
        }}
        beside={
          <Button look="quiet" onClick={next}>
            Later
          </Button>
        }
      >
        <EvidenceFields record={record} />
      </Form>
    </section>
  );
}
