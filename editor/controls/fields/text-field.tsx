import type { InputHTMLAttributes, TextareaHTMLAttributes } from 'react';
import { FieldFrame, type FieldProps, useField } from './field.tsx';

type InputProps = Omit<InputHTMLAttributes<HTMLInputElement>, keyof FieldProps>;
type AreaProps = Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, keyof FieldProps>;

/** One line of text. `size` is the width in characters it should hold. */
export function TextField({ name, label, hint, problem, quiet, size, ...rest }: FieldProps & InputProps) {
  const props: FieldProps = { name, label, hint, problem: problem ?? null, quiet: quiet ?? false };
  const field = useField(props);
  const width = size === undefined ? '' : ` govuk-input--width-${size}`;
  const invalid = field.problem === null ? '' : ' govuk-input--error';
  return (
    <FieldFrame field={field} props={props}>
      <input
        type="text"
        spellCheck={rest.type === undefined || rest.type === 'text'}
        {...rest}
        {...field.ties}
        name={name}
        className={`govuk-input${width}${invalid}`}
      />
    </FieldFrame>
  );
}

/** Several lines of text. */
export function TextArea({ name, label, hint, problem, quiet, rows = 4, ...rest }: FieldProps & AreaProps) {
  const props: FieldProps = { name, label, hint, problem: problem ?? null, quiet: quiet ?? false };
  const field = useField(props);
  return (
    <FieldFrame field={field} props={props}>
      <textarea
        spellCheck
        {...rest}
        {...field.ties}
        rows={rows}
        name={name}
        className={`govuk-textarea${field.problem === null ? '' : ' govuk-textarea--error'}`}
      />
    </FieldFrame>
  );
}
