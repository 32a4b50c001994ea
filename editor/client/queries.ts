import { MutationCache, QueryCache, QueryClient, queryOptions } from '@tanstack/react-query';
import { ApiFailure } from './api-failure.ts';
import { request } from './request.ts';

const listeners = new Set<() => void>();

/** Calls `listener` whenever the server answers that nobody is signed in any more. Returns how to stop. */
export function onSignedOut(listener: () => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

/** To be told of any failure that did not go through a query or mutation (uploads, the websocket). */
export function noticeFailure(error: unknown): void {
  if (error instanceof ApiFailure && error.status === 401) for (const listener of listeners) listener();
}

/** The one cache of what the server said. Reads are retried once when no answer came, never when it was a refusal. */
export const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError: noticeFailure }),
  mutationCache: new MutationCache({ onError: noticeFailure }),
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      retry: (count, error) =>
        count < 2 && error instanceof ApiFailure && [0, 502, 503].includes(error.status),
      retryDelay: 800,
    },
  },
});

/**
 * What a GET answers, as a query. Its key is the path's parts, so `['assessments', id]` reaches everything
 * below that assessment. A query string is one part.
 */
export function resource<T>(path: string) {
  return queryOptions({
    queryKey: keyOf(path),
    queryFn: ({ signal }) => request<T>('GET', path, undefined, signal),
  });
}

/** Makes everything at and below these paths be asked for again. Resolves when what is on screen is new. */
export async function refresh(...paths: string[]): Promise<void> {
  await Promise.all(paths.map((path) => queryClient.invalidateQueries({ queryKey: keyOf(path) })));
}

function keyOf(path: string): string[] {
  const [place = '', query] = path.split('?');
  const parts = place.split('/').filter((part) => part !== '');
  return query === undefined ? parts : [...parts, `?${query}`];
}
