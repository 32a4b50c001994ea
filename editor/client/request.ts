import { ApiFailure, failureFrom, unreachable } from './api-failure.ts';

/** The methods of Candour's API. */
export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/**
 * Calls the API and answers its JSON (`undefined` for 204). `path` starts after `/api`, such as `/session`.
 * Throws ApiFailure, also when no answer comes.
 */
export async function request<T>(
  method: Method,
  path: string,
  body?: unknown,
  signal?: AbortSignal,
): Promise<T> {
  const answer = await send(method, path, body, signal);
  const content = await contentOf(answer);
  if (!answer.ok) throw failureFrom(answer.status, content);
  return content as T;
}

async function send(method: Method, path: string, body: unknown, signal?: AbortSignal): Promise<Response> {
  const hasBody = body !== undefined;
  try {
    return await fetch(`/api${path}`, {
      method,
      credentials: 'same-origin',
      ...(hasBody && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
      ...(signal && { signal }),
    });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw unreachable({ reading: method === 'GET' });
  }
}

async function contentOf(answer: Response): Promise<unknown> {
  if (answer.status === 204) return undefined;
  const text = await answer.text();
  try {
    return JSON.parse(text) as unknown;
  } catch {
    if (!answer.ok) return null;
    throw new ApiFailure({
      status: answer.status,
      code: 'failed',
      message: 'Candour’s answer could not be read. Load the page again.',
    });
  }
}
