import { createHash } from 'node:crypto';
import { TooMany } from '../../http/errors.ts';
import { TriesModel } from '../model.ts';

interface Limit {
  key: string;
  most: number;
  seconds: number;
}

/**
 * Counts a try to sign in before it is judged, by account and address and by address alone. Throws TooMany from the
 * 6th wrong try on one account from one address within 15 minutes, and from the 61st from one address within a minute.
 * Nothing is locked for longer than that window, and other addresses are not touched.
 */
export async function countTry(email: string, address: string): Promise<void> {
  for (const limit of limitsOf(email, address)) {
    const { count, expiresAt } = await increment(limit);
    if (count <= limit.most) continue;
    const seconds = Math.max(1, Math.ceil((expiresAt.getTime() - Date.now()) / 1000));
    throw new TooMany(
      `There were too many tries to sign in. Wait ${waitInWords(seconds)}, then try again.`,
      seconds,
    );
  }
}

/** Takes a try back that turned out right: it must not count against the person or their neighbours. */
export async function forgiveTry(email: string, address: string): Promise<void> {
  const [account, everyone] = limitsOf(email, address);
  await TriesModel.deleteOne({ _id: account.key });
  await TriesModel.updateOne({ _id: everyone.key, count: { $gt: 0 } }, { $inc: { count: -1 } });
}

function limitsOf(email: string, address: string): [Limit, Limit] {
  const digest = createHash('sha256').update(`${email}\n${address}`).digest('hex');
  return [
    { key: `account:${digest}`, most: 5, seconds: 15 * 60 },
    { key: `address:${address}`, most: 60, seconds: 60 },
  ];
}

async function increment(limit: Limit): Promise<{ count: number; expiresAt: Date }> {
  const now = Date.now();
  // The database removes old counters only now and then.
  await TriesModel.deleteOne({ _id: limit.key, expiresAt: { $lte: new Date(now) } });
  const expiresAt = new Date(now + limit.seconds * 1000);
  return TriesModel.findOneAndUpdate(
    { _id: limit.key },
    { $inc: { count: 1 }, $setOnInsert: { expiresAt } },
    { upsert: true, returnDocument: 'after' },
  )
    .orFail()
    .lean<{ count: number; expiresAt: Date }>();
}

function waitInWords(seconds: number): string {
  if (seconds <= 60) return 'a minute';
  return `${Math.ceil(seconds / 60)} minutes`;
}
