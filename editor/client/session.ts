import { useSuspenseQuery } from '@tanstack/react-query';
import type { Me, SessionView } from '../../api/accounts/contract.ts';
import type { Role } from '../../api/accounts/vocabulary.ts';
import { queryClient, refresh, resource } from './queries.ts';
import { request } from './request.ts';

const session = resource<SessionView>('/session');

/** Who is signed in, and what the browser needs to know of the installation. Suspends until it is known. */
export function useSession(): SessionView {
  return useSuspenseQuery({ ...session, staleTime: Infinity }).data;
}

/** The council's name as far as it is known now; also for pages that show that nothing could be asked. */
export function knownCouncil(): string | null {
  return queryClient.getQueryData(session.queryKey)?.council ?? null;
}

/** The id of the person signed in as far as it is known now. */
export function knownPerson(): string | null {
  return queryClient.getQueryData(session.queryKey)?.me?.id ?? null;
}

/** The person signed in; only for pages behind sign-in. */
export function useMe(): Me {
  const { me } = useSession();
  if (!me) throw new RangeError('This page needs someone signed in');
  return me;
}

/** The role of the person in an assessment, or null. */
export function roleIn(me: Me, assessment: string): Role | null {
  return me.memberships.find((one) => one.assessment === assessment)?.role ?? null;
}

/** True when the person holds one of the roles in any assessment; what is shown, never what is allowed. */
export function holdsAny(me: Me, ...roles: readonly Role[]): boolean {
  return me.memberships.some((one) => roles.includes(one.role));
}

/** True when the person may start assessments, by import or empty. */
export function mayCreate(me: Me): boolean {
  return me.administrator || holdsAny(me, 'coordinator');
}

/** Asks the server again who is signed in. */
export async function refreshSession(): Promise<void> {
  await refresh('/session');
}

/** Signs out and forgets everything that was read. */
export async function signOut(): Promise<void> {
  await request('DELETE', '/session');
  const { council = null, uploadLimitBytes = 0 } = queryClient.getQueryData(session.queryKey) ?? {};
  queryClient.clear();
  queryClient.setQueryData(session.queryKey, { me: null, council, setUpNeeded: false, uploadLimitBytes });
}

/** Signs in; the session query then has the person. A different person than before starts with nothing read. */
export async function signIn(email: string, password: string): Promise<void> {
  await request('POST', '/session', { email, password });
  await refreshSession();
}

/** The address to go on to after signing in: only ever a page of this site. */
export function safeNext(search: string): string {
  const next = new URLSearchParams(search).get('next') ?? '/';
  const url = URL.canParse(next, location.origin) ? new URL(next, location.origin) : null;
  const isOurs = url?.origin === location.origin && next.startsWith('/') && !next.startsWith('//');
  return isOurs && url.pathname !== '/sign-in' ? `${url.pathname}${url.search}${url.hash}` : '/';
}
