import type { ProposedSource } from '../../../../api/imports/contract.ts';
import { EVIDENCE_TYPES, type EvidenceType } from '../../../../api/evidence/vocabulary.ts';
import { missing } from '../../../client/api-failure.ts';
import { Dialog } from '../../../controls/dialog.tsx';
import { Select } from '../../../controls/fields/select.tsx';
import { TextField } from '../../../controls/fields/text-field.tsx';
import { Form, type Values } from '../../../controls/form.tsx';
import type { Review } from '../use-review.ts';

interface SourceDialogProps {
  review: Review;
  source: ProposedSource | null;
  onClose: () => void;
}

/** Edits a proposed record, or joins it with another that is the same source. */
export function SourceDialog({ review, source, onClose }: SourceDialogProps) {
  return (
    <Dialog open={source !== null} onClose={onClose} title="Edit this evidence">
      {source && (
        <>
          <EditForm review={review} source={source} onClose={onClose} />
          <JoinForm review={review} source={source} onClose={onClose} />
        </>
      )}
    </Dialog>
  );
}

type Chosen = SourceDialogProps & { source: ProposedSource };

function EditForm({ review, source, onClose }: Chosen) {
  const send = (values: Values): Promise<void> => {
    const title = values.text('title').trim();
    if (title === '') throw missing('title', 'Enter a title');
    const date = values.text('date');
    review.correct({
      kind: 'source',
      source: source.key,
      title,
      sourceBody: values.text('sourceBody'),
      type: typeFrom(values.text('type')),
      date: date === '' ? null : date,
    });
    onClose();
    return Promise.resolve();
  };
  return (
    <Form submit="Save" send={send}>
      <TextField name="title" label="Title" defaultValue={source.source} maxLength={200} />
      <TextField
        name="sourceBody"
        label="Source (optional)"
        hint="Who it comes from"
        defaultValue={source.sourceBody}
        maxLength={200}
      />
      <Select
        name="type"
        label="Type"
        defaultValue={source.type}
        options={Object.entries(EVIDENCE_TYPES).map(([value, label]) => ({ value, label }))}
      />
      <TextField
        name="date"
        label="Date (optional)"
        hint={source.dateText === '' ? undefined : `In the file: ${source.dateText}`}
        type="date"
        defaultValue={source.date ?? ''}
      />
    </Form>
  );
}

function JoinForm({ review, source, onClose }: Chosen) {
  const others = review.proposal.proposedSources.filter((one) => one.key !== source.key && one.accept);
  if (others.length === 0) return null;
  return (
    <section className="section-break">
      <h3 className="govuk-heading-s">The same as another?</h3>
      <Form
        submit="Join them"
        look="secondary"
        label="Join with another"
        send={(values) => {
          review.correct({ kind: 'merge-sources', source: source.key, into: values.text('into') });
          onClose();
          return Promise.resolve();
        }}
      >
        <Select
          name="into"
          label="Keep instead"
          hint="Its title stays; the claims of both cite it."
          options={others.map((one) => ({ value: one.key, label: one.source }))}
        />
      </Form>
    </section>
  );
}

function typeFrom(value: string): EvidenceType {
  const types = Object.keys(EVIDENCE_TYPES) as EvidenceType[];
  return types.find((type) => type === value) ?? 'other';
}
