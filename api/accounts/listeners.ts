/** Whose rights changed, by user id. */
type AccessListener = (user: string) => unknown;
/** Which sign-in ended, and whose it was. */
type SessionListener = (ended: { session: string; user: string }) => unknown;

const accessListeners = new Set<AccessListener>();
const sessionListeners = new Set<SessionListener>();

/** Calls `listener` after a person's rights became fewer or other; answers a function that stops it. */
export function onAccessChanged(listener: AccessListener): () => void {
  accessListeners.add(listener);
  return () => void accessListeners.delete(listener);
}

/** Calls `listener` after a sign-in ended; answers a function that stops it. */
export function onSessionEnded(listener: SessionListener): () => void {
  sessionListeners.add(listener);
  return () => void sessionListeners.delete(listener);
}

/** Tells the listeners that a person's rights changed; resolves when all have acted. */
export async function announceAccessChange(user: string): Promise<void> {
  for (const listener of accessListeners) await listener(user);
}

/** Tells the listeners that a sign-in ended; resolves when all have acted. */
export async function announceSessionEnd(ended: { session: string; user: string }): Promise<void> {
  for (const listener of sessionListeners) await listener(ended);
}
