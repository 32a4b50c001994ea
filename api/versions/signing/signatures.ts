import type { SignatureView } from '../contract.ts';
import { type SignOffEvent, SignOffModel, type SignOffRecord } from './model.ts';
import { standingSteps } from './rules.ts';

/** What was signed of a version, and whether every step of its chain is. */
export interface Signed {
  signatures: SignatureView[];
  signed: boolean;
}

/** What was signed of each of the versions; those nobody was asked to sign are left out. The last request counts. */
export async function signedOf(versions: readonly string[]): Promise<Map<string, Signed>> {
  const records = await SignOffModel.find({ version: { $in: [...versions] } })
    .sort({ requestedAt: 1 })
    .lean<SignOffRecord[]>();
  return new Map(
    records.map((record) => [
      record.version,
      { signatures: signatureViews(record), signed: record.state === 'signed' },
    ]),
  );
}

/** The last sign-off of an assessment that everyone signed, or null. */
export function lastSigned(assessment: string): Promise<SignOffRecord | null> {
  return SignOffModel.findOne({ assessment, state: 'signed' })
    .sort({ signedAt: -1 })
    .lean<SignOffRecord>()
    .exec();
}

/** Those of the versions that somebody was asked to sign. */
export async function versionsAskedFor(versions: readonly string[]): Promise<Set<string>> {
  const asked = await SignOffModel.distinct('version', { version: { $in: [...versions] } }).exec();
  return new Set(asked);
}

/** A signature as it is sent; `step` is the title of its step. */
export function signatureView(step: string, { by, at, text }: SignOffEvent, hash: string): SignatureView {
  return { step, by, at: at.toISOString(), note: text, hash };
}

function signatureViews(record: SignOffRecord): SignatureView[] {
  if (record.state === 'withdrawn') return [];
  return standingSteps(record).flatMap(({ title, signatures }) =>
    signatures.map((signature) => signatureView(title, signature, record.hash)),
  );
}
