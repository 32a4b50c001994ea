import type { ClaimComparison, ComparedCitation } from '../../../api/versions/comparing/contract.ts';
import { Tag } from '../../controls/tag.tsx';
import { CHANGE_WORDS } from './summary.ts';
import { Lines } from './word-differences.tsx';

const tones = { added: 'good', removed: 'error', moved: 'plain', words: 'accent', evidence: 'warn' } as const;

/** What happened to one claim. */
export function ClaimChange({ claim }: { claim: ClaimComparison }) {
  const { id, number, formerNumber, changes, moved, words, citations } = claim;
  return (
    <li className="difference" id={`claim-${id}`} tabIndex={-1}>
      <div className="difference__head">
        <h3 className="difference__number figures">{number}</h3>
        {changes.map((change) => (
          <Tag key={change} tone={tones[change]}>
            {CHANGE_WORDS[change]}
          </Tag>
        ))}
      </div>
      {(moved !== null || formerNumber !== null) && (
        <p className="difference__note">
          {moved && (
            <>
              Moved from <q>{moved.from}</q> to <q>{moved.to}</q>.{' '}
            </>
          )}
          {formerNumber !== null && `It was ${formerNumber} before.`}
        </p>
      )}
      <div className="difference__text">
        <Lines lines={words} />
      </div>
      <Citations kind="added" citations={citations.added} />
      <Citations kind="removed" citations={citations.removed} />
    </li>
  );
}

interface CitationsProps {
  kind: 'added' | 'removed';
  citations: readonly ComparedCitation[];
}

function Citations({ kind, citations }: CitationsProps) {
  if (citations.length === 0) return null;
  const Mark = kind === 'added' ? 'ins' : 'del';
  return (
    <div className="difference__evidence">
      <p>Evidence {kind}:</p>
      <ul className="plain-list">
        {citations.map((citation) => (
          <li key={`${citation.evidence} ${citation.revision} ${citation.page}`}>
            <Mark className={`difference__${kind}`}>{citationWords(citation)}</Mark>
          </li>
        ))}
      </ul>
    </div>
  );
}

function citationWords({ number, title, revision, page }: ComparedCitation): string {
  const where = [`revision ${revision}`, page === '' ? '' : `page ${page}`].filter((part) => part !== '');
  return `${number}${title === '' ? '' : ` ${title}`} (${where.join(', ')})`;
}
