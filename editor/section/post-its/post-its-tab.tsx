import { useEffect, useState } from 'react';
import type { PostItView } from '../../../api/post-its/contract.ts';
import { useMe } from '../../client/session.ts';
import { Button } from '../../controls/button.tsx';
import { useDesk } from '../desk.ts';
import { useStore } from '../store.ts';
import { inTextOrder } from './placing/note-groups.ts';
import { PostItCard } from './post-it-card.tsx';
import { PostItForm } from './post-it-form.tsx';
import { showPostIt } from './show-post-it.ts';
import { startPostIt, startPostItOnSection } from './start-post-it.ts';

type Filter = 'open' | 'dealt-with' | 'mine';

/** Every post-it of the section in one list: the dependable way to them, beside the margin. */
export function PostItsTab() {
  const { stores } = useDesk();
  const { activePostIt } = useStore(stores.facts);
  const places = useStore(stores.places);
  const panel = useStore(stores.panel);
  const claim = useStore(stores.caret)?.claim ?? null;
  const [filter, setFilter] = useState<Filter>('open');
  const by = useFiltered();
  const wanted = Object.values(by)
    .flat()
    .find((one) => one.id === panel.note);
  const shown = by[filter];
  useEffect(() => {
    if (wanted) setFilter(wanted.dealtWith === null ? 'open' : 'dealt-with');
  }, [wanted]);
  return (
    <section className="post-its">
      <h2 className="govuk-visually-hidden">Post-its on this section</h2>
      <NewPostIt claim={claim} />
      <FilterBar filter={filter} choose={setFilter} by={by} />
      {shown.length === 0 ? (
        <p className="quiet">{nothing[filter]}</p>
      ) : (
        <ol className="plain-list post-its__list">
          {shown.map((postIt) => (
            <li key={postIt.id}>
              <PostItCard
                postIt={postIt}
                place={places.get(postIt.id)}
                isActive={postIt.id === activePostIt}
                isWanted={postIt === wanted}
                isHere={claim !== null && places.get(postIt.id)?.claim === claim}
              />
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

function useFiltered(): Record<Filter, PostItView[]> {
  const { stores, section } = useDesk();
  const me = useMe();
  const { postIts } = useStore(stores.facts);
  const places = useStore(stores.places);
  const regions = section.regions.map((region) => region.id);
  const all = inTextOrder(postIts, places, regions);
  const isMine = ({ author, replies }: PostItView): boolean =>
    author.id === me.id || replies.some((reply) => reply.author.id === me.id);
  return {
    open: all.filter((one) => one.dealtWith === null),
    'dealt-with': all.filter((one) => one.dealtWith !== null),
    mine: all.filter(isMine),
  };
}

/** The post-it being written, or the ways to begin one. */
function NewPostIt({ claim }: { claim: string | null }) {
  const desk = useDesk();
  const draft = useStore(desk.stores.draft);
  if (draft) return <PostItForm key={draft.words} draft={draft} />;
  if (!desk.section.rights.comment) return null;
  return (
    <div className="post-its__add">
      <Button look="secondary" small onClick={() => startPostIt(desk)}>
        {claim === null ? 'Stick a post-it' : 'Stick a post-it here'}
      </Button>
      {claim !== null && (
        <Button look="quiet" onClick={() => startPostItOnSection(desk)}>
          On the whole section
        </Button>
      )}
    </div>
  );
}

interface FilterBarProps {
  filter: Filter;
  choose: (filter: Filter) => void;
  by: Record<Filter, PostItView[]>;
}

/** Which post-its to show, and the way from one to the next. */
function FilterBar({ filter, choose, by }: FilterBarProps) {
  const desk = useDesk();
  const { activePostIt } = useStore(desk.stores.facts);
  const shown = by[filter];
  const step = (way: 1 | -1): void => {
    const at = shown.findIndex((one) => one.id === activePostIt);
    const start = way > 0 ? 0 : shown.length - 1;
    const next = shown[at < 0 ? start : (at + way + shown.length) % shown.length];
    if (next) showPostIt(desk, next.id);
  };
  return (
    <div className="post-its__filters" role="group" aria-label="Which post-its to show">
      {filters.map(({ id, words }) => (
        <button
          key={id}
          type="button"
          className="chip-button"
          aria-pressed={filter === id}
          onClick={() => choose(id)}
        >
          {words} <span className="figures">{by[id].length}</span>
        </button>
      ))}
      {shown.length > 1 && (
        <span className="post-its__steps">
          <button type="button" className="step-button" onClick={() => step(-1)}>
            <span className="govuk-visually-hidden">Previous post-it</span>
            <span aria-hidden="true">↑</span>
          </button>
          <button type="button" className="step-button" onClick={() => step(1)}>
            <span className="govuk-visually-hidden">Next post-it</span>
            <span aria-hidden="true">↓</span>
          </button>
        </span>
      )}
    </div>
  );
}

const filters: readonly { id: Filter; words: string }[] = [
  { id: 'open', words: 'Open' },
  { id: 'dealt-with', words: 'Dealt with' },
  { id: 'mine', words: 'Mine' },
];

const nothing: Record<Filter, string> = {
  open: 'No open post-its. Select some words or a claim and stick one on.',
  'dealt-with': 'No post-it has been dealt with yet.',
  mine: 'You have not written a post-it on this section.',
};
