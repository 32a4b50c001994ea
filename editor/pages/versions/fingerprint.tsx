import { shortHash } from './words.ts';

/** The beginning of a fingerprint, with what it is for those who hear it. */
export function Fingerprint({ hash }: { hash: string }) {
  return (
    <span title="The beginning of the fingerprint (SHA-256)">
      <span className="govuk-visually-hidden">Fingerprint </span>
      <code className="fingerprint-mark">{shortHash(hash)}</code>
    </span>
  );
}
