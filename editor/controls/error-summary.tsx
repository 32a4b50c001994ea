import { useEffect, useRef } from 'react';
import type { FieldProblem } from '../client/api-failure.ts';

interface ErrorSummaryProps {
  /** Each with the name of its field; a field that is not on the page gives plain words instead of a link. */
  problems: readonly FieldProblem[];
  title?: string;
}

/** Says at the top what has to be put right, takes the focus, and puts "Error: " before the page's title. */
export function ErrorSummary({ problems, title = 'There is a problem' }: ErrorSummaryProps) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    box.current?.focus();
    markTitle();
    return unmarkTitle;
  }, [problems]);
  return (
    <div className="govuk-error-summary" ref={box} tabIndex={-1}>
      <div role="alert">
        <h2 className="govuk-error-summary__title">{title}</h2>
        <div className="govuk-error-summary__body">
          <ul className="govuk-list govuk-error-summary__list">
            {problems.map((problem) => (
              <li key={`${problem.field} ${problem.message}`}>
                <Problem problem={problem} box={box} />
              </li>
            ))}
          </ul>
        </div>
      </div>
    </div>
  );
}

function Problem({ problem, box }: { problem: FieldProblem; box: React.RefObject<HTMLDivElement | null> }) {
  if (problem.field === '') return <span className="error-text">{problem.message}</span>;
  return (
    <a
      href={`#${problem.field}`}
      onClick={(event) => {
        event.preventDefault();
        fieldNamed(problem.field, box.current)?.focus();
      }}
    >
      {problem.message}
    </a>
  );
}

/** The field in the form around the summary, or else in the nearest dialog or page. */
function fieldNamed(name: string, box: HTMLElement | null): HTMLElement | null {
  const around = box?.closest('form') ?? box?.closest('dialog') ?? document;
  return around.querySelector<HTMLElement>(`[name="${CSS.escape(name)}"]:not([type="hidden"])`);
}

function markTitle(): void {
  if (!document.title.startsWith('Error: ')) document.title = `Error: ${document.title}`;
}

function unmarkTitle(): void {
  document.title = document.title.replace(/^Error: /, '');
}
