import { useRef, useState } from 'react';
import { Button } from '../button.tsx';
import { FieldFrame, type FieldProps, useField } from './field.tsx';

interface FileFieldProps extends FieldProps {
  /** As the input's accept attribute; a dropped file of another kind is still given, for the server to judge. */
  accept?: string;
  multiple?: boolean;
  /** Files chosen or dropped. */
  onFiles: (files: File[]) => void;
  /** The chosen file's name, shown in the zone. */
  chosen?: string | null;
}

/** A place to drop files on, with a button that does the same. */
export function FileField({ accept, multiple = false, onFiles, chosen = null, ...props }: FileFieldProps) {
  const field = useField(props);
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const take = (files: FileList | null): void => {
    const taken = [...(files ?? [])];
    if (taken.length > 0) onFiles(multiple ? taken : taken.slice(0, 1));
  };
  return (
    <FieldFrame field={field} props={props}>
      <div
        className={`drop-zone${over ? ' drop-zone--over' : ''}`}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          take(event.dataTransfer.files);
        }}
      >
        <input
          {...field.ties}
          ref={input}
          className="govuk-visually-hidden"
          type="file"
          name={props.name}
          accept={accept}
          multiple={multiple}
          onChange={(event) => {
            take(event.currentTarget.files);
            event.currentTarget.value = '';
          }}
        />
        <Button look="secondary" tabIndex={-1} aria-hidden="true" onClick={() => input.current?.click()}>
          {multiple ? 'Choose files' : chosen === null ? 'Choose a file' : 'Choose another file'}
        </Button>
        <p className="drop-zone__words" aria-hidden="true">
          {over ? 'Let go to add' : `or drop ${multiple ? 'files' : 'it'} here`}
        </p>
        {chosen !== null && (
          <p className="drop-zone__chosen" role="status">
            <span className="govuk-visually-hidden">Chosen file: </span>
            {chosen}
          </p>
        )}
      </div>
    </FieldFrame>
  );
}
