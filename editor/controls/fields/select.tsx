import type { SelectHTMLAttributes } from 'react';
import { FieldFrame, type FieldProps, useField } from './field.tsx';

/** One thing to choose. */
export interface Option {
  value: string;
  label: string;
  hint?: string;
  disabled?: boolean;
}

type Props = FieldProps &
  Omit<SelectHTMLAttributes<HTMLSelectElement>, keyof FieldProps> & { options: readonly Option[] };

/** A choice of one from a list. */
export function Select({ name, label, hint, problem, quiet, options, ...rest }: Props) {
  const props: FieldProps = { name, label, hint, problem: problem ?? null, quiet: quiet ?? false };
  const field = useField(props);
  return (
    <FieldFrame field={field} props={props}>
      <select
        {...rest}
        {...field.ties}
        name={name}
        className={`govuk-select${field.problem === null ? '' : ' govuk-select--error'}`}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value} disabled={option.disabled}>
            {option.label}
          </option>
        ))}
      </select>
    </FieldFrame>
  );
}
