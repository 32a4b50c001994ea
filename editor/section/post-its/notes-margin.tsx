import type { Editor } from '@tiptap/core';
import { counted } from '../../client/words.ts';
import { useDesk } from '../desk.ts';
import { type BlockPlace, useBlockPlaces } from '../margin/use-block-places.ts';
import { useStore } from '../store.ts';
import { type NoteGroup, noteGroups, spreadOut } from './placing/note-groups.ts';
import { showPostIt } from './show-post-it.ts';

/** The height of a note in the margin and the room between two, in pixels; the style sheet has the same. */
const noteHeight = 92;
const gap = 10;

/** Open post-its beside the claims they are stuck on; several at one claim show as one with a count. */
export function NotesMargin({ editor, region }: { editor: Editor; region: string }) {
  const desk = useDesk();
  const blocks = useBlockPlaces(editor);
  const { postIts, activePostIt } = useStore(desk.stores.facts);
  const places = useStore(desk.stores.places);
  const groups = noteGroups(postIts, places, region);
  if (groups.length === 0) return null;
  const wanted = groups.map((group) => topOf(group, blocks));
  const tops = spreadOut(wanted, noteHeight, gap);
  return (
    <ul className="notes" aria-label="Open post-its beside the text">
      {groups.map((group, index) => (
        <li
          key={group.key}
          id={`notes-${group.key}`}
          className="notes__place"
          style={{ top: tops[index] ?? 0 }}
        >
          <Sticky
            group={group}
            isActive={group.notes.some((note) => note.id === activePostIt)}
            open={() => showPostIt(desk, group.notes[0]?.id ?? '')}
          />
        </li>
      ))}
    </ul>
  );
}

function topOf(group: NoteGroup, blocks: readonly BlockPlace[]): number {
  const place = blocks.find((block) =>
    group.claim === null ? block.index === group.blockIndex : block.id === group.claim,
  );
  return place?.top ?? 0;
}

/** Open post-its of one place as a note stuck in the margin. */
export function Sticky({ group, isActive, open }: { group: NoteGroup; isActive: boolean; open: () => void }) {
  const [first] = group.notes;
  if (!first) return null;
  const more = group.notes.length - 1;
  const who =
    first.author.organisation === ''
      ? first.author.name
      : `${first.author.name}, ${first.author.organisation}`;
  return (
    <button
      type="button"
      className={`sticky sticky--${first.number % 4}${more > 0 ? ' sticky--many' : ''}${isActive ? ' sticky--active' : ''}`}
      onClick={open}
    >
      <span className="sticky__words">{first.note}</span>
      <span className="sticky__who">
        <span className="govuk-visually-hidden">Post-it by </span>
        {who}
      </span>
      {more > 0 && <span className="sticky__more">and {counted(more, 'more', 'more')}</span>}
      <span className="sticky__count" aria-hidden="true">
        {counted(group.notes.length, 'post-it')}
      </span>
    </button>
  );
}
