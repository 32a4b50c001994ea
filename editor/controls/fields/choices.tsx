import { type ReactNode, useId } from 'react';
import { HintAndProblem, type FieldProps, useField } from './field.tsx';
import type { Option } from './select.tsx';

interface ChoicesProps extends FieldProps {
  options: readonly Option[];
  /** Values chosen at first. */
  chosen?: readonly string[];
  /** Called with the value that was pressed, and for checkboxes whether it is now ticked. */
  onChoose?: (value: string, ticked: boolean) => void;
  inline?: boolean;
  small?: boolean;
}

/** A choice of one, all in sight. */
export function Radios(props: ChoicesProps) {
  return <Choices {...props} kind="radio" />;
}

/** Any number of choices. Read them with `values.all(name)`. */
export function Checkboxes(props: ChoicesProps) {
  return <Choices {...props} kind="checkbox" />;
}

function Choices({
  kind,
  options,
  chosen = [],
  onChoose,
  inline,
  small,
  ...props
}: ChoicesProps & { kind: Kind }) {
  const field = useField(props);
  const block = blocks[kind];
  const classes = [block, inline && `${block}--inline`, small && `${block}--small`].filter(Boolean).join(' ');
  return (
    <div className={`govuk-form-group${field.problem === null ? '' : ' govuk-form-group--error'}`}>
      <fieldset className="govuk-fieldset" aria-describedby={field.ties['aria-describedby']}>
        <legend className={props.quiet ? 'govuk-visually-hidden' : 'govuk-fieldset__legend'}>
          {props.label}
        </legend>
        <HintAndProblem field={field} hint={props.hint} />
        <div className={classes}>
          {options.map((option) => (
            <Choice
              key={option.value}
              kind={kind}
              name={props.name}
              option={option}
              chosen={chosen.includes(option.value)}
              {...(onChoose && { onChoose })}
            />
          ))}
        </div>
      </fieldset>
    </div>
  );
}

type Kind = 'radio' | 'checkbox';
const blocks: Record<Kind, string> = { radio: 'govuk-radios', checkbox: 'govuk-checkboxes' };

interface ChoiceProps {
  kind: Kind;
  name: string;
  option: Option;
  chosen: boolean;
  onChoose?: (value: string, ticked: boolean) => void;
}

function Choice({ kind, name, option, chosen, onChoose }: ChoiceProps) {
  const id = useId();
  const block = blocks[kind];
  return (
    <div className={`${block}__item`}>
      <input
        className={`${block}__input`}
        type={kind}
        id={id}
        name={name}
        value={option.value}
        defaultChecked={chosen}
        disabled={option.disabled}
        aria-describedby={option.hint === undefined ? undefined : `${id}-hint`}
        onChange={(event) => onChoose?.(option.value, event.currentTarget.checked)}
      />
      <label className={`govuk-label ${block}__label`} htmlFor={id}>
        {option.label}
      </label>
      {option.hint !== undefined && (
        <div className={`govuk-hint ${block}__hint`} id={`${id}-hint`}>
          {option.hint}
        </div>
      )}
    </div>
  );
}

interface CheckboxProps {
  name: string;
  label: ReactNode;
  hint?: string;
  defaultChecked?: boolean;
  onChange?: (ticked: boolean) => void;
}

/** One thing to tick or not. Read it with `values.ticked(name)`. */
export function Checkbox({ name, label, hint, defaultChecked, onChange }: CheckboxProps) {
  const id = useId();
  return (
    <div className="govuk-form-group">
      <div className="govuk-checkboxes govuk-checkboxes--small">
        <div className="govuk-checkboxes__item">
          <input
            className="govuk-checkboxes__input"
            type="checkbox"
            id={id}
            name={name}
            defaultChecked={defaultChecked}
            aria-describedby={hint === undefined ? undefined : `${id}-hint`}
            onChange={(event) => onChange?.(event.currentTarget.checked)}
          />
          <label className="govuk-label govuk-checkboxes__label" htmlFor={id}>
            {label}
          </label>
          {hint !== undefined && (
            <div className="govuk-hint govuk-checkboxes__hint" id={`${id}-hint`}>
              {hint}
            </div>
          )}
        </div>
      </div>
    </div>
  );
}
