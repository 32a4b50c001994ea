import { type ReactNode, useId } from 'react';
import { useProblem } from '../problems.tsx';

/** What every field takes. */
export interface FieldProps {
  /** The name in the form and in the server's problems. */
  name: string;
  label: ReactNode;
  hint?: ReactNode;
  /** What is wrong; without it, the problem of the form around the field is shown. */
  problem?: string | null;
  /** Label for screen readers only; the place on the page already says it. */
  quiet?: boolean;
}

/** The ids and ARIA attributes that tie a control to its label, hint and problem. */
export interface FieldTies {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': true | undefined;
}

/** Works out a field's ties and its problem, if any. */
export function useField(props: FieldProps): { ties: FieldTies; hint: string; problem: string | null } {
  const id = useId();
  const fromForm = useProblem(props.name);
  const problem = props.problem ?? fromForm;
  const hint = `${id}-hint`;
  const describedBy = [props.hint !== undefined && hint, problem !== null && `${id}-error`].filter(Boolean);
  return {
    ties: {
      id,
      'aria-describedby': describedBy.length > 0 ? describedBy.join(' ') : undefined,
      'aria-invalid': problem === null ? undefined : true,
    },
    hint,
    problem,
  };
}

interface FieldFrameProps {
  field: ReturnType<typeof useField>;
  props: FieldProps;
  children: ReactNode;
}

/** Label, hint and problem around a control. */
export function FieldFrame({ field, props, children }: FieldFrameProps) {
  return (
    <div className={`govuk-form-group${field.problem === null ? '' : ' govuk-form-group--error'}`}>
      <label className={props.quiet ? 'govuk-visually-hidden' : 'govuk-label'} htmlFor={field.ties.id}>
        {props.label}
      </label>
      <HintAndProblem field={field} hint={props.hint} />
      {children}
    </div>
  );
}

/** The hint and the problem of a field, in the order they are read. */
export function HintAndProblem({ field, hint }: { field: ReturnType<typeof useField>; hint: ReactNode }) {
  return (
    <>
      {hint !== undefined && (
        <div id={field.hint} className="govuk-hint">
          {hint}
        </div>
      )}
      {field.problem !== null && (
        <p id={`${field.ties.id}-error`} className="govuk-error-message">
          <span className="govuk-visually-hidden">Error:</span> {field.problem}
        </p>
      )}
    </>
  );
}
