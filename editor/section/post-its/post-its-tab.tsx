import { useEffect, useState } from 'react';
import type { PostItView } from '../../../api/post-its/contract.ts';
import { useMe } from '../../client/session.ts';
import { Button } from '../../controls/button.tsx';
import { useDesk } from '../desk.ts';
import { useStore } from '../store.ts';
import { inTextOrder } from './note-groups.ts';
import { PostItCard } from './post-it-card.tsx';
import { PostItForm } from './post-it-form.tsx';
import { showPostIt } from './show-post-it.ts';
import { startPostIt, startPostItOnSection } from './start-post-it.ts';

type Filter = 'open' | 'dealt-with' | 'mine';

/** Every post-it of the section in one list: the dependable way to them, beside the margin. */
export function PostItsTab() {
  const desk = useDesk();
  const me = useMe();
  const { postIts, activePostIt } = useStore(desk.stores.facts);
  const places = useStore(desk.stores.places);
  const panel = useStore(desk.stores.panel);
  const caret = useStore(desk.stores.caret);
  const draft = useStore(desk.stores.draft);
  const [filter, setFilter] = useState<Filter>('open');
  const all = inTextOrder(
    postIts,
    places,
    desk.section.regions.map((region) => region.id),
  );
  const by: Record<Filter, PostItView[]> = {
    open: all.filter((one) => one.dealtWith === null),
    'dealt-with': all.filter((one) => one.dealtWith !== null),
    mine: all.filter(
      (one) => one.author.id === me.id || one.replies.some((reply) => reply.author.id === me.id),
    ),
  };
  const shown = by[filter];
  useEffect(() => {
    const wanted = panel.note;
    if (wanted === null) return;
    const note = postIts.find((one) => one.id === wanted);
    if (note && note.dealtWith !== null) setFilter('dealt-with');
    else if (note) setFilter((now) => (now === 'dealt-with' ? 'open' : now));
  }, [panel.note, postIts]);
  const step = (by: 1 | -1): void => {
    const at = shown.findIndex((one) => one.id === activePostIt);
    const next = shown[at < 0 ? (by > 0 ? 0 : shown.length - 1) : (at + by + shown.length) % shown.length];
    if (next) showPostIt(desk, next.id);
  };
  return (
    <section className="post-its">
      <h2 className="govuk-visually-hidden">Post-its on this section</h2>
      {draft ? (
        <PostItForm key={draft.words} draft={draft} />
      ) : (
        desk.section.rights.comment && (
          <div className="post-its__add">
            <Button look="secondary" small onClick={() => startPostIt(desk)}>
              {caret?.claim == null ? 'Stick a post-it' : 'Stick a post-it here'}
            </Button>
            {caret?.claim != null && (
              <Button look="quiet" onClick={() => startPostItOnSection(desk)}>
                On the whole section
              </Button>
            )}
          </div>
        )
      )}
      <div className="post-its__filters" role="group" aria-label="Which post-its to show">
        {filters.map(({ id, words }) => (
          <button
            key={id}
            type="button"
            className="chip-button"
            aria-pressed={filter === id}
            onClick={() => setFilter(id)}
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
                isWanted={postIt.id === panel.note}
                isHere={caret?.claim != null && places.get(postIt.id)?.claim === caret.claim}
              />
            </li>
          ))}
        </ol>
      )}
    </section>
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
