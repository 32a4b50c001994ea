import { useEffect } from 'react';
import type { LiveDesk } from '../../desk.ts';
import { placesOf } from './post-it-places.ts';

const pause = 300;

/** Keeps the places of the post-its up to date while people write. */
export function usePlaces({ live, section, stores }: LiveDesk): void {
  useEffect(() => {
    const regions = section.regions.map((region) => region.id);
    let timer = 0;
    let seen = stores.facts.get().postIts;
    const look = (): void => {
      timer = 0;
      seen = stores.facts.get().postIts;
      stores.places.set(placesOf(live.ydoc, regions, seen));
    };
    const soon = (): void => {
      if (timer === 0) timer = window.setTimeout(look, pause);
    };
    const onFacts = (): void => {
      if (stores.facts.get().postIts !== seen) look();
    };
    look();
    live.ydoc.on('update', soon);
    const stop = stores.facts.subscribe(onFacts);
    return () => {
      window.clearTimeout(timer);
      live.ydoc.off('update', soon);
      stop();
    };
  }, [live, section, stores]);
}
