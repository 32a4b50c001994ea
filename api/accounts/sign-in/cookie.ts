import type { IncomingMessage } from 'node:http';
import { parse, serialize } from 'cookie';

/** The name of the session's cookie; browsers hold `__Host-` cookies to https, this host and every path. */
export function cookieName(secure: boolean): string {
  return secure ? '__Host-candour-session' : 'candour-session';
}

/** The Set-Cookie header that gives a browser its session; without a token it takes the cookie away. */
export function sessionCookie(token: string | null, secure: boolean): string {
  const attributes = { httpOnly: true, sameSite: 'lax', path: '/', secure } as const;
  if (token === null) return serialize(cookieName(secure), '', { ...attributes, maxAge: 0 });
  return serialize(cookieName(secure), token, attributes);
}

/** What a request carries as its session's cookie: anything at all, or null. */
export function carriedCookie(req: IncomingMessage, secure: boolean): string | null {
  return parse(req.headers.cookie ?? '', { decode: (value) => value })[cookieName(secure)] ?? null;
}

/** The session's token of a request, or null when there is none or it cannot be one. */
export function carriedToken(req: IncomingMessage, secure: boolean): string | null {
  const value = carriedCookie(req, secure);
  return value !== null && /^[\w-]{43}$/.test(value) ? value : null;
}
