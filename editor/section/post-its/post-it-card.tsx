import { useEffect, useRef, useState } from 'react';
import type { Author, PostItView } from '../../../api/post-its/contract.ts';
import { DISPOSITIONS } from '../../../api/post-its/vocabulary.ts';
import { asFailure } from '../../client/api-failure.ts';
import { noticeFailure } from '../../client/queries.ts';
import { momentWords } from '../../client/words.ts';
import { Button } from '../../controls/button.tsx';
import { useDesk } from '../desk.ts';
import { useStore } from '../store.ts';
import { NoteForm } from './post-it-form.tsx';
import type { PostItPlace } from './post-it-places.ts';
import { reopen, reply } from './post-it-requests.ts';
import { SettleForm } from './settle-form.tsx';
import { showPostIt } from './show-post-it.ts';

interface CardProps {
  postIt: PostItView;
  place: PostItPlace | undefined;
  isActive: boolean;
  /** It was asked for: it comes into view and takes the focus. */
  isWanted: boolean;
  /** The caret is in its claim. */
  isHere: boolean;
}

/** One post-it with its thread and what can be done with it. */
export function PostItCard({ postIt, place, isActive, isWanted, isHere }: CardProps) {
  const desk = useDesk();
  const [open, setOpen] = useState<'reply' | 'settle' | null>(null);
  const card = useRef<HTMLElement>(null);
  useEffect(() => {
    if (isWanted) card.current?.focus({ preventScroll: true });
    if (isWanted || isHere) card.current?.scrollIntoView({ block: 'nearest' });
  }, [isWanted, isHere]);
  const { section, stores } = desk;
  const undo = async (): Promise<void> => {
    try {
      await reopen(postIt);
      stores.said.set('The post-it is open again.');
    } catch (error) {
      noticeFailure(error);
      stores.said.set(asFailure(error).message);
    }
  };
  const classes = [
    'post-it',
    isActive && 'post-it--active',
    isHere && 'post-it--here',
    postIt.dealtWith && 'post-it--done',
  ];
  return (
    <article
      ref={card}
      id={`post-it-${postIt.id}`}
      className={classes.filter(Boolean).join(' ')}
      aria-label={`Post-it ${postIt.number} by ${postIt.author.name}`}
      tabIndex={-1}
    >
      <WhereLine postIt={postIt} place={place} />
      <p className="post-it__note">{postIt.note}</p>
      <ByLine author={postIt.author} at={postIt.at} />
      {postIt.replies.map((one) => (
        <div className="post-it__reply" key={one.id}>
          <p className="post-it__note">{one.note}</p>
          <ByLine author={one.author} at={one.at} />
        </div>
      ))}
      <DealtWith postIt={postIt} />
      {open === 'reply' && (
        <NoteForm
          label="Your reply"
          keptAs={`reply ${postIt.id}`}
          submit="Reply"
          focus
          cancel={() => setOpen(null)}
          send={async (note) => {
            await reply(postIt, note);
            setOpen(null);
          }}
        />
      )}
      {open === 'settle' && <SettleForm postIt={postIt} close={() => setOpen(null)} />}
      {open === null && (
        <div className="post-it__acts">
          {section.rights.comment && (
            <Button look="quiet" onClick={() => setOpen('reply')}>
              Reply
            </Button>
          )}
          {section.rights.settle && postIt.dealtWith === null && (
            <Button look="quiet" onClick={() => setOpen('settle')}>
              Dealt with…
            </Button>
          )}
          {section.rights.settle && postIt.dealtWith !== null && (
            <Button look="quiet" onClick={() => void undo()}>
              Open it again
            </Button>
          )}
        </div>
      )}
    </article>
  );
}

function WhereLine({ postIt, place }: { postIt: PostItView; place: PostItPlace | undefined }) {
  const desk = useDesk();
  const { claims } = useStore(desk.stores.facts);
  const { target } = postIt;
  const claim = place?.claim ?? (target.kind === 'section' ? null : target.claim);
  const number = claim === null ? null : (claims.get(claim)?.number ?? null);
  const words = target.kind === 'section' ? 'The whole section' : (number ?? 'The text');
  return (
    <div className="post-it__place">
      {place?.region == null ? (
        <span>{target.kind === 'section' ? words : 'Original text changed'}</span>
      ) : (
        <Button look="quiet" className="post-it__jump" onClick={() => showPostIt(desk, postIt.id)}>
          {words}
        </Button>
      )}
      {place?.gone === true && place.region !== null && (
        <span className="post-it__gone">Original text changed</span>
      )}
      {(target.kind === 'passage' || place?.gone === true) && (
        <q className="post-it__quote">{target.kind === 'passage' ? target.anchor.quote : postIt.quoted}</q>
      )}
    </div>
  );
}

function ByLine({ author, at }: { author: Author; at: string }) {
  return (
    <p className="post-it__by">
      {author.name}
      {author.organisation !== '' && `, ${author.organisation}`} ·{' '}
      <time dateTime={at}>{momentWords(at)}</time>
    </p>
  );
}

function DealtWith({ postIt: { dealtWith } }: { postIt: PostItView }) {
  if (!dealtWith) return null;
  return (
    <div className="post-it__done">
      <p>
        <strong>{DISPOSITIONS[dealtWith.disposition]}</strong>
        {dealtWith.reason !== '' && `: ${dealtWith.reason}`}
      </p>
      <ByLine author={dealtWith.by} at={dealtWith.at} />
    </div>
  );
}
