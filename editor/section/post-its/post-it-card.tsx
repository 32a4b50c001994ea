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
import type { PostItPlace } from './placing/post-it-places.ts';
import { correct, reopen, reply } from './post-it-requests.ts';
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

type OpenForm = 'reply' | 'settle' | 'edit' | null;

/** One post-it with its thread and what can be done with it. */
export function PostItCard({ postIt, place, isActive, isWanted, isHere }: CardProps) {
  const { stores } = useDesk();
  const [open, setOpen] = useState<OpenForm>(null);
  const card = useRef<HTMLElement>(null);
  useEffect(() => {
    if (isWanted || isHere) card.current?.scrollIntoView({ block: 'nearest' });
    if (!isWanted) return;
    card.current?.focus({ preventScroll: true });
    stores.panel.set({ ...stores.panel.get(), note: null });
  }, [isWanted, isHere, stores]);
  const states = [
    isActive && 'post-it--active',
    isHere && 'post-it--here',
    postIt.dealtWith && 'post-it--done',
  ];
  return (
    <article
      ref={card}
      id={`post-it-${postIt.id}`}
      className={['post-it', ...states].filter(Boolean).join(' ')}
      aria-label={`Post-it ${postIt.number} by ${postIt.author.name}`}
      tabIndex={-1}
    >
      <WhereLine postIt={postIt} place={place} />
      {open === 'edit' ? (
        <ThreadForm kind="edit" postIt={postIt} close={() => setOpen(null)} />
      ) : (
        <p className="post-it__note">{postIt.note}</p>
      )}
      <ByLine author={postIt.author} at={postIt.at} />
      {postIt.replies.map((one) => (
        <div className="post-it__reply" key={one.id}>
          <p className="post-it__note">{one.note}</p>
          <ByLine author={one.author} at={one.at} />
        </div>
      ))}
      <DealtWith postIt={postIt} />
      {open === 'reply' && <ThreadForm kind="reply" postIt={postIt} close={() => setOpen(null)} />}
      {open === 'settle' && <SettleForm postIt={postIt} close={() => setOpen(null)} />}
      {open === null && <Acts postIt={postIt} open={setOpen} />}
    </article>
  );
}

interface ThreadFormProps {
  kind: 'reply' | 'edit';
  postIt: PostItView;
  close: () => void;
}

function ThreadForm({ kind, postIt, close }: ThreadFormProps) {
  const isReply = kind === 'reply';
  return (
    <NoteForm
      label={isReply ? 'Your reply' : 'Your post-it'}
      keptAs={`${kind} ${postIt.id}`}
      first={isReply ? '' : postIt.note}
      submit={isReply ? 'Reply' : 'Save'}
      focus
      cancel={close}
      send={async (note) => {
        await (isReply ? reply(postIt, note) : correct(postIt, note));
        close();
      }}
    />
  );
}

function Acts({ postIt, open }: { postIt: PostItView; open: (form: OpenForm) => void }) {
  const { section, stores } = useDesk();
  const { rights, dealtWith } = postIt;
  const undo = async (): Promise<void> => {
    try {
      await reopen(postIt);
      stores.said.set('The post-it is open again.');
    } catch (error) {
      noticeFailure(error);
      stores.said.set(asFailure(error).message);
    }
  };
  return (
    <div className="post-it__acts">
      {section.rights.comment && (
        <Button look="quiet" onClick={() => open('reply')}>
          Reply
        </Button>
      )}
      {rights.edit && (
        <Button look="quiet" onClick={() => open('edit')}>
          Correct
        </Button>
      )}
      {rights.settle && dealtWith === null && (
        <Button look="quiet" onClick={() => open('settle')}>
          Dealt with…
        </Button>
      )}
      {rights.reopen && dealtWith !== null && (
        <Button look="quiet" onClick={() => void undo()}>
          Open it again
        </Button>
      )}
    </div>
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
      {typeof place?.region !== 'string' ? (
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
