const alphabet = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** The form of a permanent claim or theme id. */
export const BLOCK_ID = /^[a-z0-9]{12}$/;

/** A new permanent id for a claim or a theme: 12 characters, 62 random bits. */
export function newBlockId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return Array.from(bytes, (byte) => alphabet.charAt(byte % alphabet.length)).join('');
}
