import { createHash } from 'node:crypto';

/**
 * Plain data as canonical JSON (RFC 8785): members in the order of their UTF-16 code units, no white space, numbers as
 * ECMAScript writes them. The same data is always the same text. Members that are undefined are left out.
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value !== 'object') return scalar(value);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, member]) => `${JSON.stringify(name)}:${canonicalJson(member)}`);
  return `{${members.join(',')}}`;
}

/** The SHA-256 of data as canonical JSON, in 64 hexadecimal digits. */
export function fingerprint(value: unknown): string {
  return fingerprintOfText(canonicalJson(value));
}

/** The SHA-256 of a text as UTF-8, in 64 hexadecimal digits. */
export function fingerprintOfText(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function scalar(value: unknown): string {
  const isPlain = value === null || ['string', 'boolean'].includes(typeof value) || Number.isFinite(value);
  if (!isPlain) throw new TypeError(`Only plain data has a fingerprint, not ${typeof value}`);
  return JSON.stringify(value);
}
