/** Why the server ends a websocket. The provider of a page comes back by itself after each of them. */
export const CLOSE = {
  /** The rights or the session behind the socket changed. */
  access: { code: 4401, reason: 'access-changed' },
  /** What was sent may not be part of a section's text. */
  refused: { code: 4400, reason: 'refused' },
  /** Too much was sent at once. */
  tooMuch: { code: 4429, reason: 'too-much' },
  /** It could not be written down now. */
  unavailable: { code: 1013, reason: 'try-again-later' },
  /** The server stops. */
  stopping: { code: 1012, reason: 'stopping' },
} as const;

/** One of the reasons in {@link CLOSE}. */
export type CloseReason = (typeof CLOSE)[keyof typeof CLOSE];

/** What a person sent may not become part of the text; `why` is for the log. The text is unchanged. */
export class Refused extends Error {
  readonly why: string;

  constructor(why: string) {
    // Hocuspocus prints every message it meets; this one is logged once, where the socket is closed.
    super('');
    this.why = why;
  }
}
