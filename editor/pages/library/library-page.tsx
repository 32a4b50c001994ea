import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { EvidenceView } from '../../../api/evidence/contract.ts';
import { EVIDENCE_TYPES } from '../../../api/evidence/vocabulary.ts';
import { resource } from '../../client/queries.ts';
import { holdsAny, useMe } from '../../client/session.ts';
import { counted } from '../../client/words.ts';
import { LinkButton } from '../../controls/button.tsx';
import { EmptyState } from '../../controls/empty-state.tsx';
import { Select } from '../../controls/fields/select.tsx';
import { TextField } from '../../controls/fields/text-field.tsx';
import { LoadedPart } from '../frame/loaded.tsx';
import { Page } from '../frame/page.tsx';
import { EvidenceRows } from './evidence-rows.tsx';

/** The library: every record of evidence, found by typing a few letters. */
export function LibraryPage() {
  const me = useMe();
  const mayAdd = holdsAny(me, 'coordinator', 'lead', 'contributor');
  const [search, setSearch] = useState(searchOfAddress);
  const settled = useSettled(search);
  const found = useQuery({
    ...resource<EvidenceView[]>(`/evidence?${new URLSearchParams(given(settled)).toString()}`),
    placeholderData: keepPreviousData,
  });
  useEffect(() => keepInAddress(settled), [settled]);
  return (
    <Page
      title="Evidence"
      lead="What your claims rest on: inspection reports, audits, figures, minutes. A file that has been cited never changes; a newer one becomes a new revision."
      actions={mayAdd && <LinkButton href="/library/add">Add evidence</LinkButton>}
    >
      <form role="search" className="search-bar" onSubmit={(event) => event.preventDefault()}>
        <TextField
          name="query"
          label="Search by title or source"
          type="search"
          value={search.query}
          onChange={(event) => setSearch({ ...search, query: event.currentTarget.value })}
        />
        <Select
          name="type"
          label="Type"
          value={search.type}
          options={[
            { value: '', label: 'All types' },
            ...Object.entries(EVIDENCE_TYPES).map(([value, label]) => ({ value, label })),
          ]}
          onChange={(event) => setSearch({ ...search, type: event.currentTarget.value })}
        />
      </form>
      <LoadedPart query={found}>
        {(records) => (
          <>
            <p className="quiet small" role="status">
              {counted(records.length, 'record')}
            </p>
            {records.length === 0 ? (
              <NothingFound searched={settled.query !== '' || settled.type !== ''} mayAdd={mayAdd} />
            ) : (
              <EvidenceRows records={records} />
            )}
          </>
        )}
      </LoadedPart>
    </Page>
  );
}

interface Search {
  query: string;
  type: string;
}

function NothingFound({ searched, mayAdd }: { searched: boolean; mayAdd: boolean }) {
  if (searched) {
    return (
      <EmptyState title="Nothing found">
        Try fewer letters, another word of the title, or who published it. Choose “All types” to look
        everywhere.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title="The library is empty"
      actions={mayAdd && <LinkButton href="/library/add">Add evidence</LinkButton>}
    >
      Files added here can be cited from any claim. An imported document also brings a record for each source
      it names, waiting for its file.
    </EmptyState>
  );
}

/** The search as it stood a moment ago, so that not every letter asks the server. */
function useSettled(search: Search): Search {
  const [settled, setSettled] = useState(search);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(search), 150);
    return () => clearTimeout(timer);
  }, [search]);
  return settled;
}

function given({ query, type }: Search): Record<string, string> {
  return { ...(query.trim() !== '' && { query: query.trim() }), ...(type !== '' && { type }) };
}

function searchOfAddress(): Search {
  const address = new URLSearchParams(location.search);
  return { query: address.get('query') ?? '', type: address.get('type') ?? '' };
}

/** Coming back from a record finds the same search again. */
function keepInAddress(search: Search): void {
  const words = new URLSearchParams(given(search)).toString();
  const address = words === '' ? location.pathname : `${location.pathname}?${words}`;
  if (address !== `${location.pathname}${location.search}`) history.replaceState(history.state, '', address);
}
