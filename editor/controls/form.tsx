import { type ReactNode, useRef, useState } from 'react';
import { type ApiFailure, type FieldProblem, asFailure } from '../client/api-failure.ts';
import { noticeFailure } from '../client/queries.ts';
import { Button } from './button.tsx';
import { ErrorSummary } from './error-summary.tsx';
import { ProblemsProvider } from './problems.tsx';

/** What a form holds when it is sent. */
export class Values {
  readonly #data: FormData;

  constructor(data: FormData) {
    this.#data = data;
  }

  /** The text of a field, '' when it is not there. */
  text(name: string): string {
    const value = this.#data.get(name);
    return typeof value === 'string' ? value : '';
  }

  /** Whether a checkbox is ticked. */
  ticked(name: string): boolean {
    return this.#data.has(name);
  }

  /** Every chosen value of a group of checkboxes. */
  all(name: string): string[] {
    return this.#data.getAll(name).filter((value) => typeof value === 'string');
  }
}

interface FormProps {
  /** Sends what the form holds; whatever it throws is shown, and nothing typed is lost. */
  send: (values: Values) => Promise<unknown>;
  /** The words on the button. */
  submit: string;
  /** The words on the button while it is being sent. */
  sending?: string;
  children: ReactNode;
  /** More beside the button, such as Cancel. */
  beside?: ReactNode;
  look?: 'primary' | 'secondary' | 'warning';
  label?: string;
}

/** A form with its error summary and its button. Checking is the server's: the fields show what it answers. */
export function Form({
  send,
  submit,
  sending = 'Sending…',
  children,
  beside,
  look = 'primary',
  label,
}: FormProps) {
  const [failure, setFailure] = useState<readonly FieldProblem[]>([]);
  const [busy, setBusy] = useState(false);
  const isBusy = useRef(false);
  const onSubmit = async (event: React.SyntheticEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    event.stopPropagation();
    if (isBusy.current) return;
    isBusy.current = true;
    setBusy(true);
    try {
      await send(new Values(new FormData(event.currentTarget)));
      setFailure([]);
    } catch (error) {
      noticeFailure(error);
      setFailure(problemsOf(asFailure(error)));
    } finally {
      isBusy.current = false;
      setBusy(false);
    }
  };
  return (
    <form noValidate onSubmit={(event) => void onSubmit(event)} aria-label={label}>
      <ProblemsProvider value={failure}>
        {failure.length > 0 && <ErrorSummary problems={failure} />}
        {children}
        <div className="govuk-button-group">
          <Button type="submit" look={look} busy={busy}>
            {busy ? sending : submit}
          </Button>
          {beside}
        </div>
      </ProblemsProvider>
    </form>
  );
}

/** A failure as lines for a summary: its field problems, or its one sentence. */
export function problemsOf(failure: ApiFailure): readonly FieldProblem[] {
  return failure.problems.length > 0 ? failure.problems : [{ field: '', message: failure.message }];
}
