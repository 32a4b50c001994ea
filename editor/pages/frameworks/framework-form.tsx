import type { FrameworkDetail, Judgement } from '../../../api/frameworks/contract.ts';
import { refresh } from '../../client/queries.ts';
import { request } from '../../client/request.ts';
import { Button } from '../../controls/button.tsx';
import { Checkbox } from '../../controls/fields/choices.tsx';
import { TextArea, TextField } from '../../controls/fields/text-field.tsx';
import { Form, type Values } from '../../controls/form.tsx';

interface FrameworkFormProps {
  framework: FrameworkDetail;
  onDone: () => void;
}

/** Edits a council's own copy: its name, the headings of the sides, short titles and themes. */
export function FrameworkForm({ framework, onDone }: FrameworkFormProps) {
  const { id, sides, judgements, shortTitle } = framework;
  return (
    <Form
      submit="Save"
      sending="Saving…"
      beside={
        <Button look="quiet" onClick={onDone}>
          Cancel
        </Button>
      }
      send={async (values) => {
        await request('PATCH', `/frameworks/${id}`, {
          shortTitle: values.text('shortTitle'),
          sides: sides.map((side, index) => ({ id: side.id, title: values.text(`sides.${index}.title`) })),
          judgements: judgements.map((judgement, index) => judgementOf(values, judgement, index)),
        });
        await refresh('/frameworks');
        onDone();
      }}
    >
      <p className="govuk-body">Assessments already started keep the headings they began with.</p>
      <TextField name="shortTitle" label="Name of this copy" defaultValue={shortTitle} />
      <h2 className="govuk-heading-m">Sides of a section</h2>
      {sides.map((side, index) => (
        <TextField
          key={side.id}
          name={`sides.${index}.title`}
          label={`Heading of side ${side.letter}`}
          defaultValue={side.title}
        />
      ))}
      <h2 className="govuk-heading-m">Judgements</h2>
      {judgements.map((judgement, index) => (
        <JudgementFields key={judgement.id} judgement={judgement} index={index} />
      ))}
    </Form>
  );
}

function JudgementFields({ judgement, index }: { judgement: Judgement; index: number }) {
  return (
    <fieldset className="govuk-fieldset judgement-fields">
      <legend className="govuk-fieldset__legend">
        {judgement.code} {judgement.title}
      </legend>
      <TextField name={`judgements.${index}.short`} label="Short title" defaultValue={judgement.short} />
      {judgement.section && (
        <TextArea
          name={`judgements.${index}.themes`}
          label="Suggested themes"
          hint="One on each line"
          rows={Math.min(10, judgement.themes.length + 2)}
          defaultValue={judgement.themes.join('\n')}
        />
      )}
      {judgement.section && (
        <Checkbox
          name={`judgements.${index}.optional`}
          label="Optional: leave it out of new assessments"
          defaultChecked={judgement.optional}
        />
      )}
    </fieldset>
  );
}

function judgementOf(values: Values, judgement: Judgement, index: number) {
  const at = `judgements.${index}`;
  const short = values.text(`${at}.short`);
  if (!judgement.section) return { id: judgement.id, short };
  const themes = values
    .text(`${at}.themes`)
    .split('\n')
    .map((theme) => theme.trim())
    .filter((theme) => theme !== '');
  return { id: judgement.id, short, themes, optional: values.ticked(`${at}.optional`) };
}
