import type { Editor } from '@tiptap/core';
import { useState } from 'react';
import { useLiveDesk } from '../desk.ts';
import { startCitingClaim } from '../citations/start-citing.ts';
import { startPostItOnClaim } from '../post-its/start-post-it.ts';
import { useStore } from '../store.ts';
import { blockWithId } from '../text/blocks/block-at.ts';
import { editTheme, removeTheme } from '../text/blocks/themes.ts';
import { Menu, type MenuItem } from './menu.tsx';
import { MoveDialog } from './move-dialog.tsx';
import { moveClaim } from './move-claim.ts';
import { type Destination, placeAbove, placeBelow } from './move-places.ts';
import { type BlockPlace, useBlockPlaces } from './use-block-places.ts';

interface ClaimMarginProps {
  editor: Editor;
  region: string;
}

/** The buttons beside claims and themes, with what can be done to each; outside the text, so Tab reaches them after it. */
export function ClaimMargin({ editor, region }: ClaimMarginProps) {
  const desk = useLiveDesk();
  const places = useBlockPlaces(editor);
  const { claims } = useStore(desk.stores.facts);
  const [moving, setMoving] = useState<{ claim: string; toSide: string } | null>(null);
  const nameOf = (place: BlockPlace): string => {
    if (place.kind === 'theme') {
      const words = blockWithId(editor.state.doc, place.id)?.node.textContent ?? '';
      return `Theme ${words === '' ? 'without a heading' : words}`;
    }
    return `Claim ${claims.get(place.id)?.number ?? 'not numbered yet'}`;
  };
  const shown = places.filter(
    ({ kind, id }) => id !== '' && (kind === 'claim' || (kind === 'theme' && desk.mayEdit)),
  );
  return (
    <>
      <ul className="margin" aria-label="What can be done with each claim">
        {shown.map((place) => (
          <li
            key={place.id}
            className={`margin__place margin__place--${place.kind}`}
            style={{ top: place.top }}
          >
            <Menu
              label={`${nameOf(place)}: choose what to do`}
              items={() =>
                place.kind === 'theme'
                  ? themeItems(editor, place.id)
                  : claimItems(editor, place.id, (toSide) => setMoving({ claim: place.id, toSide }))
              }
              id={`place-${place.id}`}
            />
          </li>
        ))}
      </ul>
      {moving && (
        <MoveDialog
          claim={moving.claim}
          from={region}
          toSide={moving.toSide}
          onClose={() => setMoving(null)}
        />
      )}
    </>
  );

  function claimItems(text: Editor, id: string, ask: (toSide: string) => void): MenuItem[] {
    const postIt = { words: 'Stick a post-it', act: () => startPostItOnClaim(desk, id) };
    if (!desk.mayEdit) return [postIt];
    const { doc } = text.state;
    const move = (to: Destination | null, words: string): MenuItem => ({
      words,
      disabled: to === null,
      act: () => to && void moveClaim(desk, id, { side: region, ...to }),
    });
    const others = desk.section.regions.filter((one) => one.letter !== null && one.id !== region);
    return [
      { words: 'Cite evidence', act: () => startCitingClaim(desk, text, id) },
      postIt,
      move(placeAbove(doc, id), 'Move up'),
      move(placeBelow(doc, id), 'Move down'),
      { words: 'Move to another theme…', act: () => ask(region) },
      ...others.map((side) => ({ words: `Move to ${side.title}…`, act: () => ask(side.id) })),
    ];
  }

  function themeItems(text: Editor, id: string): MenuItem[] {
    return [
      {
        words: 'Rename this theme',
        act: () => {
          editTheme(id)(text.state, text.view.dispatch);
          text.view.focus();
        },
      },
      {
        words: 'Remove this theme (its claims stay)',
        act: () => {
          removeTheme(id)(text.state, text.view.dispatch);
          text.view.focus();
          desk.stores.said.set('The theme heading was removed. Its claims are now under the theme above.');
        },
      },
    ];
  }
}
