import { useId, useRef, useState } from 'react';
import { Button } from './button.tsx';

/** Text to pass on, with a button that copies it. Without clipboard access it selects the text instead. */
export function CopyField({ label, value }: { label: string; value: string }) {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [said, setSaid] = useState('');
  const copy = async (): Promise<void> => {
    field.current?.select();
    try {
      await navigator.clipboard.writeText(value);
      setSaid('Copied.');
    } catch {
      setSaid('Selected: press Ctrl and C to copy.');
    }
  };
  return (
    <div className="govuk-form-group">
      <label className="govuk-label" htmlFor={id}>
        {label}
      </label>
      <div className="copy-field">
        <input
          ref={field}
          id={id}
          className="govuk-input"
          readOnly
          value={value}
          onFocus={(event) => event.currentTarget.select()}
        />
        <Button look="secondary" onClick={() => void copy()}>
          Copy
        </Button>
      </div>
      <p className="small quiet copy-field__said" role="status">
        {said}
      </p>
    </div>
  );
}
