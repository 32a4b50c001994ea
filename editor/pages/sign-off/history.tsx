import type { SignOffView } from '../../../api/versions/signing/contract.ts';
import { momentWords } from '../../client/words.ts';

/** Everything that happened to a sign-off, the oldest first, folded away. */
export function History({ history }: Pick<SignOffView, 'history'>) {
  if (history.length === 0) return null;
  return (
    <details className="govuk-details sign-off__history">
      <summary className="govuk-details__summary">
        <span className="govuk-details__summary-text">History</span>
      </summary>
      <ol className="govuk-list">
        {history.map(({ at, by, what, reason }) => (
          <li key={`${at} ${what} ${by.id}`}>
            {momentWords(at)}, {by.name}: {what}
            {reason !== '' && <q className="sign-off__reason">{reason}</q>}
          </li>
        ))}
      </ol>
    </details>
  );
}
