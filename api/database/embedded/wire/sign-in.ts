import { createHash, timingSafeEqual } from 'node:crypto';
import { Binary } from 'bson';
import { bytesOf } from '../bson/value.ts';
import { ServerError } from '../errors.ts';
import { type Answer } from './listen.ts';

/** The one user there is. */
export const USER = 'embedded';

const GREETINGS = new Set(['hello', 'ismaster']);

/**
 * Answers one connection: nothing but a greeting before the client has given the password (SASL PLAIN, RFC 4616);
 * everything afterwards. Refuses with Unauthorized (13) and AuthenticationFailed (18).
 */
export function withSignIn(answer: Answer, password: string): Answer {
  const expected = digest(Buffer.from(`\0${USER}\0${password}`));
  let signedIn = false;
  return async (request) => {
    const { body } = request;
    const [name = ''] = body.keys();
    if (signedIn || GREETINGS.has(name)) return answer(request);
    if (name !== 'saslStart')
      throw new ServerError('Unauthorized', `Command ${name} requires authentication`);
    const payload = body.get('payload');
    const given = digest(payload instanceof Binary ? bytesOf(payload) : Buffer.alloc(0));
    if (body.get('mechanism') !== 'PLAIN' || !timingSafeEqual(given, expected))
      throw new ServerError('AuthenticationFailed', 'Authentication failed.');
    signedIn = true;
    return { ok: 1, conversationId: 1, done: true, payload: new Binary() };
  };
}

/** Digests are of one length, which the comparison needs. */
function digest(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest();
}
