import type { Hocuspocus } from '@hocuspocus/server';
import { Unavailable } from '../http/errors.ts';
import { Journal } from './live/journal.ts';
import { LiveTexts } from './live/live-texts.ts';
import { StoredListeners } from './live/stored-listeners.ts';
import type { Sockets, Visit } from './sockets.ts';

/** The open texts of this process, the log they write to, and who hears of their changes. */
export const texts = new LiveTexts();
/** See {@link texts}. */
export const journal = new Journal();
/** See {@link texts}. */
export const listeners = new StoredListeners();

/** A server that people can connect to. */
export interface Running {
  hocuspocus: Hocuspocus<Visit>;
  sockets: Sockets;
}

let running: Running | null = null;

/** Says which server this process runs, or that it runs none any more. */
export function setRunning(now: Running | null): void {
  running = now;
}

/** The server of this process, or null in a command beside it. */
export function findRunning(): Running | null {
  return running;
}

/** The server of this process. Throws Unavailable without one. */
export function requireRunning(): Running {
  if (!running)
    throw new Unavailable('Texts can only be changed while the server runs. Start it and try again.');
  return running;
}
