import { asFailure } from '../../client/api-failure.ts';
import { noticeFailure, refresh } from '../../client/queries.ts';
import { request } from '../../client/request.ts';
import type { LiveSection } from '../connection/open-section.ts';
import { type LiveDesk, setBusy } from '../desk.ts';
import type { Destination } from './move-places.ts';

/** Moves a claim with its sub-points; the server does it, so that its id and all that hangs on it go along. */
export async function moveClaim(
  desk: LiveDesk,
  claim: string,
  to: Destination & { side: string },
): Promise<void> {
  const { section, stores, live } = desk;
  const number = stores.facts.get().claims.get(claim)?.number ?? 'The claim';
  setBusy(stores.facts, claim, 'Moving…');
  try {
    await everythingSaved(live);
    await request('POST', `/sections/${section.id}/claims/${claim}/move`, to);
    await refresh(`/sections/${section.id}/claims`);
    const now = stores.facts.get().claims.get(claim)?.number ?? number;
    stores.said.set(now === number ? `${number} was moved.` : `${number} was moved and is now ${now}.`);
    focusWhenThere(`place-${claim}`);
  } catch (error) {
    noticeFailure(error);
    stores.said.set(`${number} was not moved. ${asFailure(error).message}`);
  } finally {
    setBusy(stores.facts, claim, null);
  }
}

/** The claim's button stands in its new place a frame or two after its text. */
function focusWhenThere(id: string, frames = 20): void {
  const element = document.getElementById(id);
  if (element) element.focus();
  if (!element && frames > 0) requestAnimationFrame(() => focusWhenThere(id, frames - 1));
}

const mostWait = 5000;

/** Resolves when the server has written down what was typed: words typed while a claim moves would stay behind. */
function everythingSaved({ provider }: LiveSection): Promise<void> {
  if (provider.unsyncedChanges === 0) return Promise.resolve();
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      provider.off('unsyncedChanges', look);
      resolve();
    };
    const look = ({ number }: { number: number }): void => {
      if (number === 0) done();
    };
    const timer = setTimeout(done, mostWait);
    provider.on('unsyncedChanges', look);
  });
}
