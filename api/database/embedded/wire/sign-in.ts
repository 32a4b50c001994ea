import { createHash, createHmac, pbkdf2Sync, randomBytes, timingSafeEqual } from 'node:crypto';
import { Binary } from 'bson';
import { bytesOf, type Doc } from '../bson/value.ts';
import { ServerError } from '../errors.ts';
import { type Answer } from './listen.ts';

/** The one user there is. */
export const USER = 'embedded';

const GREETINGS = new Set(['hello', 'isMaster', 'ismaster']);
// The least that drivers accept; the password is no word to be guessed, but 24 random bytes.
const ITERATIONS = 4096;

/**
 * Answers one connection: nothing but a greeting before the client has shown, by SCRAM-SHA-256 (RFC 7677), that it
 * knows the password; everything afterwards. Refuses with Unauthorized (13) and AuthenticationFailed (18).
 */
export function withSignIn(answer: Answer, password: string): Answer {
  let exchange: Exchange | undefined;
  let signedIn = false;
  return async (request, connection) => {
    const [name = ''] = request.body.keys();
    if (signedIn || GREETINGS.has(name)) return answer(request, connection);
    if (name === 'saslStart') {
      exchange = startExchange(request.body, password);
      return { ok: 1, conversationId: 1, done: false, payload: binary(exchange.serverFirst) };
    }
    if (name !== 'saslContinue')
      throw new ServerError('Unauthorized', `Command ${name} requires authentication`);
    const payload = finishExchange(exchange, request.body);
    exchange = undefined;
    signedIn = true;
    return { ok: 1, conversationId: 1, done: true, payload: binary(payload) };
  };
}

interface Exchange {
  clientFirst: string;
  serverFirst: string;
  nonce: string;
  salted: Buffer;
}

function startExchange(body: Doc, password: string): Exchange {
  const [, clientFirst = '', clientNonce] = /^n,,(n=embedded,r=(.+))$/.exec(payloadOf(body)) ?? [];
  if (body.get('mechanism') !== 'SCRAM-SHA-256' || clientNonce === undefined) throw failed();
  const salt = randomBytes(28);
  const nonce = clientNonce + randomBytes(24).toString('base64');
  return {
    clientFirst,
    nonce,
    serverFirst: `r=${nonce},s=${salt.toString('base64')},i=${ITERATIONS}`,
    salted: pbkdf2Sync(password, salt, ITERATIONS, 32, 'sha256'),
  };
}

/** Checks the client's proof, and answers with the server's. */
function finishExchange(exchange: Exchange | undefined, body: Doc): string {
  const [, withoutProof = '', nonce, proof = ''] = /^(c=biws,r=(.+)),p=(.+)$/.exec(payloadOf(body)) ?? [];
  const given = Buffer.from(proof, 'base64');
  if (!exchange || nonce !== exchange.nonce || given.length !== 32) throw failed();
  const signed = [exchange.clientFirst, exchange.serverFirst, withoutProof].join(',');
  const clientKey = hmac(exchange.salted, 'Client Key');
  const signature = hmac(createHash('sha256').update(clientKey).digest(), signed);
  const expected = clientKey.map((byte, at) => byte ^ (signature[at] ?? 0));
  if (!timingSafeEqual(expected, given)) throw failed();
  return `v=${hmac(hmac(exchange.salted, 'Server Key'), signed).toString('base64')}`;
}

function hmac(key: Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}

function payloadOf(body: Doc): string {
  const payload = body.get('payload');
  return payload instanceof Binary ? Buffer.from(bytesOf(payload)).toString('utf8') : '';
}

function binary(text: string): Binary {
  return new Binary(Buffer.from(text));
}

function failed(): ServerError {
  return new ServerError('AuthenticationFailed', 'Authentication failed.');
}
