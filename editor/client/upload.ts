import { ApiFailure, failureFrom, unreachable } from './api-failure.ts';

/** An upload under way: its result, and a way to stop it. */
export interface Upload<T> {
  done: Promise<T>;
  cancel: () => void;
}

/** How far an upload is, from 0 to 1. */
export type Progress = (share: number) => void;

/** True for the failure that `cancel` causes: nothing went wrong, the person stopped it. */
export function isCancelled(error: unknown): boolean {
  return error instanceof ApiFailure && error.code === 'cancelled';
}

/**
 * Sends a form with files, telling how far it is (fetch cannot). Fields must stand before the file, so that the
 * server has read them when the file comes. Rejects with ApiFailure.
 */
export function upload<T>(path: string, form: FormData, progress: Progress = () => undefined): Upload<T> {
  const xhr = new XMLHttpRequest();
  const done = new Promise<T>((resolve, reject) => {
    xhr.upload.onprogress = (event) => {
      if (event.lengthComputable && event.total > 0) progress(event.loaded / event.total);
    };
    xhr.onload = () => {
      const content = parsed(xhr.responseText);
      if (xhr.status >= 200 && xhr.status < 300) resolve(content as T);
      else reject(failureFrom(xhr.status, content));
    };
    xhr.onerror = () => {
      reject(interrupted());
    };
    xhr.onabort = () => {
      reject(new ApiFailure({ status: 0, code: 'cancelled', message: 'The upload was stopped.' }));
    };
    xhr.open('POST', `/api${path}`);
    xhr.send(form);
  });
  return {
    done,
    cancel: () => {
      xhr.abort();
    },
  };
}

/** A server that refuses a large file may close the line before the browser has read why. */
function interrupted(): ApiFailure {
  if (!navigator.onLine) return unreachable();
  return new ApiFailure({
    status: 0,
    code: 'interrupted',
    message: 'The upload was cut off. The file may be too large, or the connection was lost. Try again.',
  });
}

function parsed(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
