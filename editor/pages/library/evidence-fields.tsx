import type { EvidenceView } from '../../../api/evidence/contract.ts';
import { EVIDENCE_TYPES, VISIBILITIES, VISIBILITY_WORDS } from '../../../api/evidence/vocabulary.ts';
import { Checkbox } from '../../controls/fields/choices.tsx';
import { Select } from '../../controls/fields/select.tsx';
import { TextField } from '../../controls/fields/text-field.tsx';
import type { Values } from '../../controls/form.tsx';

const types = Object.entries(EVIDENCE_TYPES).map(([value, label]) => ({ value, label }));
const visibilities = VISIBILITIES.map((value) => ({ value, label: VISIBILITY_WORDS[value] }));

/** What a person says of a record. */
export function EvidenceFields({ record }: { record?: EvidenceView }) {
  return (
    <>
      <TextField name="title" label="Title" defaultValue={record?.title} />
      <SharedFields {...(record && { record })} />
    </>
  );
}

/** The same without the title: what several files added together have in common. */
export function SharedFields({ record }: { record?: EvidenceView }) {
  return (
    <>
      <TextField
        name="source"
        label="Source (optional)"
        hint="Who it comes from, such as Ofsted or your own audit team"
        defaultValue={record?.source}
      />
      <div className="side-by-side">
        <Select name="type" label="Type" options={types} defaultValue={record?.type ?? 'other'} />
        <TextField
          name="date"
          label="Date of the evidence (optional)"
          type="date"
          defaultValue={record?.date ?? ''}
        />
      </div>
      <Select
        name="visibility"
        label="Who may see it"
        options={visibilities}
        defaultValue={record?.visibility ?? 'inspectors'}
      />
      <Checkbox
        name="notForQuotation"
        label="Draft, not for quotation"
        hint="It can be linked to a claim, but its words are kept out of what is handed over."
        defaultChecked={record?.notForQuotation ?? false}
      />
    </>
  );
}

/** The fields a form with SharedFields holds, as the server takes them. */
export function sharedFieldsOf(values: Values) {
  return {
    source: values.text('source'),
    type: values.text('type'),
    date: values.text('date'),
    visibility: values.text('visibility'),
    notForQuotation: values.ticked('notForQuotation'),
  };
}
