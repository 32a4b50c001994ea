import { useRef, useState } from 'react';
import { useLocation } from 'wouter';
import type { AssessmentSignOff } from '../../../../api/versions/signing/contract.ts';
import { useLeaveWarning } from '../../../client/draft.ts';
import { moved } from '../../../client/moved.ts';
import { Button, LinkButton } from '../../../controls/button.tsx';
import { Form } from '../../../controls/form.tsx';
import { setChain } from '../requests.ts';
import { newStep, PRESETS, rowsOf, type StepRow } from './rows.ts';
import { StepFields } from './step-fields.tsx';

interface ChainEditorProps {
  assessment: string;
  view: AssessmentSignOff;
}

/** Edits the whole chain: steps are added, moved and removed, and people chosen for each. */
export function ChainEditor({ assessment, view }: ChainEditorProps) {
  const [, go] = useLocation();
  const [rows, setRows] = useState<StepRow[]>(() => rowsOf(view.chain));
  const [changed, setChanged] = useState(false);
  const [said, setSaid] = useState('');
  const list = useRef<HTMLOListElement>(null);
  useLeaveWarning(changed);
  const change = (next: StepRow[], words = ''): void => {
    setRows(next);
    setChanged(true);
    setSaid(words);
  };
  const move = (row: StepRow, by: -1 | 1): void => {
    const next = moved(rows, row.key, by);
    change(next, `${row.title === '' ? 'The step' : row.title} is now step ${next.indexOf(row) + 1}.`);
  };
  const remove = (row: StepRow): void => {
    change(
      rows.filter((one) => one !== row),
      `${row.title === '' ? 'The step' : row.title} was removed.`,
    );
    list.current?.focus();
  };
  return (
    <Form
      submit="Save"
      sending="Saving…"
      send={async () => {
        await setChain(
          assessment,
          rows.map(({ key: _key, ...step }) => step),
        );
        setChanged(false);
        go(`/assessments/${assessment}/sign-off`);
      }}
      beside={
        <LinkButton href={`/assessments/${assessment}/sign-off`} look="quiet">
          Cancel
        </LinkButton>
      }
    >
      {rows.length === 0 && <Presets choose={(titles) => change(titles.map((title) => newStep(title)))} />}
      <ol className="plain-list chain" ref={list} tabIndex={-1} aria-label="Steps">
        {rows.map((row, index) => (
          <StepFields
            key={row.key}
            row={row}
            index={index}
            last={index === rows.length - 1}
            candidates={view.candidates}
            onChange={(next) => change(rows.map((one) => (one.key === next.key ? next : one)))}
            onMove={(by) => move(row, by)}
            onRemove={() => remove(row)}
          />
        ))}
      </ol>
      <p className="govuk-visually-hidden" role="status">
        {said}
      </p>
      <p>
        <Button look="secondary" onClick={() => change([...rows, newStep()])}>
          Add a step
        </Button>
      </p>
    </Form>
  );
}

function Presets({ choose }: { choose: (titles: readonly string[]) => void }) {
  return (
    <div className="empty-state">
      <h2 className="govuk-heading-s">Begin with the usual steps</h2>
      <p className="govuk-body">You then choose the people of each, and change what is different with you.</p>
      <ul className="plain-list presets">
        {PRESETS.map((titles) => (
          <li key={titles.join()}>
            <Button look="secondary" onClick={() => choose(titles)}>
              {titles.join(', ')}
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
}
