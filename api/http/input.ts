import { z } from 'zod';

/** A record's id as it stands in addresses: 24 hexadecimal characters. */
export const recordId = z.string().regex(/^[0-9a-f]{24}$/, 'This is not a record of Candour.');

/** A line of text that must not be empty; `what` begins the sentence shown when it is. */
export function line(what: string, most = 200) {
  return z
    .string({ error: `Enter ${what}` })
    .trim()
    .min(1, `Enter ${what}`)
    .max(most, `Use at most ${most} characters`);
}

/** An e-mail address, lower case. */
export const email = z
  .string({ error: 'Enter an e-mail address' })
  .trim()
  .toLowerCase()
  .max(254, 'Use at most 254 characters')
  .pipe(z.email('Enter an e-mail address in the right form, like name@example.gov.uk'));

/** A day as YYYY-MM-DD. */
export const day = z.iso.date('Enter a real date');
