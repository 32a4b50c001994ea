import { type InputHTMLAttributes, useState } from 'react';
import { Button } from '../button.tsx';
import { FieldFrame, type FieldProps, useField } from './field.tsx';

type Props = FieldProps &
  Omit<InputHTMLAttributes<HTMLInputElement>, keyof FieldProps> & {
    autoComplete: 'current-password' | 'new-password';
    'data-autofocus'?: '' | undefined;
  };

/** A password, with a button to see what was typed; pasting and password managers work. */
export function PasswordField({ name, label, hint, problem, quiet, ...rest }: Props) {
  const props: FieldProps = { name, label, hint, problem: problem ?? null, quiet: quiet ?? false };
  const field = useField(props);
  const [shown, setShown] = useState(false);
  return (
    <FieldFrame field={field} props={props}>
      <div className="password-field">
        <input
          {...rest}
          {...field.ties}
          name={name}
          type={shown ? 'text' : 'password'}
          spellCheck={false}
          autoCapitalize="none"
          className={`govuk-input${field.problem === null ? '' : ' govuk-input--error'}`}
        />
        <Button
          look="secondary"
          className="password-field__toggle"
          aria-label={shown ? 'Hide password' : 'Show password'}
          aria-controls={field.ties.id}
          onClick={() => setShown(!shown)}
        >
          {shown ? 'Hide' : 'Show'}
        </Button>
      </div>
    </FieldFrame>
  );
}
