import { recordChange } from '../audit/service.ts';
import { Conflict, Forbidden } from '../http/errors.ts';
import { InstallationModel, UserModel } from './model.ts';
import { SET_UP_LIFE } from './rules.ts';
import { hashToken, newToken } from './sign-in/tokens.ts';

const ID = 'installation';

/** What of the configuration concerns people: whether the site is reached by https, and what browsers are told. */
export interface InstallationSettings {
  secure: boolean;
  url: string | null;
  uploadLimitBytes: number;
}

let settings: InstallationSettings = { secure: false, url: null, uploadLimitBytes: 0 };

/** Takes what of the configuration concerns people; called once at start. */
export function configureAccounts(given: InstallationSettings): void {
  settings = given;
}

/** What {@link configureAccounts} was given. */
export function installationSettings(): InstallationSettings {
  return settings;
}

/** The council's name, or null before it is set up. */
export async function councilName(): Promise<string | null> {
  const installation = await InstallationModel.findById(ID).lean<{ council: string | null }>();
  return installation?.council ?? null;
}

/** True while nobody has an account. */
export async function isSetUpNeeded(): Promise<boolean> {
  return (await UserModel.findOne().select('_id').lean()) === null;
}

/** A new token for the first start, good for one hour and one use, or null when somebody has an account. */
export async function offerSetUp(): Promise<string | null> {
  if (!(await isSetUpNeeded())) return null;
  const token = newToken();
  await keepSetUpToken(token, new Date(Date.now() + SET_UP_LIFE));
  return token;
}

/**
 * Uses up the set-up token and runs `work`; when `work` fails, accounts it made are taken back and the token can be
 * used again. Throws Conflict once somebody has an account, Forbidden for a token that is wrong or old.
 */
export async function withSetUpToken<T>(token: string, work: () => Promise<T>): Promise<T> {
  if (!(await isSetUpNeeded())) throw new Conflict('Candour is already set up here. Sign in instead.');
  const begun = new Date();
  const claimed = await InstallationModel.findOneAndUpdate(
    { _id: ID, setUpTokenHash: hashToken(token), setUpExpiresAt: { $gt: new Date() } },
    { $set: { setUpTokenHash: null } },
  ).lean();
  if (!claimed)
    throw new Forbidden('This link is no longer valid. Start Candour again: it prints a new one.');
  try {
    return await work();
  } catch (error) {
    await UserModel.deleteMany({ createdAt: { $gte: begun } });
    await keepSetUpToken(token, new Date(Date.now() + SET_UP_LIFE));
    throw error;
  }
}

/** Gives the council its name. */
export async function nameCouncil(actor: { id: string; name: string }, council: string): Promise<void> {
  await InstallationModel.updateOne({ _id: ID }, { $set: { council } }, { upsert: true });
  await recordChange(actor, { event: 'council.named', subject: council });
}

async function keepSetUpToken(token: string, setUpExpiresAt: Date): Promise<void> {
  const change = { $set: { setUpTokenHash: hashToken(token), setUpExpiresAt } };
  await InstallationModel.updateOne({ _id: ID }, change, { upsert: true });
}
