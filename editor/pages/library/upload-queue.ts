import { useRef, useState } from 'react';
import type { EvidenceStored } from '../../../api/evidence/contract.ts';
import { asFailure } from '../../client/api-failure.ts';
import { noticeFailure, refresh } from '../../client/queries.ts';
import { isCancelled, upload } from '../../client/upload.ts';

/** One file on its way into the library. */
export interface Waiting {
  key: string;
  file: File;
  title: string;
  state:
    | { step: 'waiting' }
    | { step: 'sending'; share: number; cancel: () => void }
    | { step: 'refused'; message: string }
    | { step: 'stored'; record: EvidenceStored };
}

/** The files chosen so far, and sending them one after another. */
export function useUploadQueue(limitBytes: number) {
  const [files, setFiles] = useState<readonly Waiting[]>([]);
  const stopped = useRef(new Set<string>());
  const change = (key: string, what: Partial<Waiting>): void =>
    setFiles((before) => before.map((one) => (one.key === key ? { ...one, ...what } : one)));
  const sendOne = async (one: Waiting, fields: Record<string, string>): Promise<void> => {
    const sending = upload<EvidenceStored>('/evidence', formOf(one, fields), (share) =>
      change(one.key, { state: { step: 'sending', share, cancel: sending.cancel } }),
    );
    change(one.key, { state: { step: 'sending', share: 0, cancel: sending.cancel } });
    try {
      change(one.key, { state: { step: 'stored', record: await sending.done } });
    } catch (error) {
      noticeFailure(error);
      if (isCancelled(error)) change(one.key, { state: { step: 'waiting' } });
      else change(one.key, { state: { step: 'refused', message: messageOf(error) } });
    }
  };
  return {
    files,
    add: (chosen: readonly File[]) =>
      setFiles((before) => [...before, ...chosen.map((file) => waiting(file, limitBytes))]),
    remove: (key: string) => {
      stopped.current.add(key);
      setFiles((before) => before.filter((one) => one.key !== key));
    },
    rename: (key: string, title: string) => change(key, { title }),
    send: async (fields: Record<string, string>) => {
      for (const one of files) {
        const wanted = one.state.step === 'waiting' || isWorthTrying(one, limitBytes);
        if (wanted && !stopped.current.has(one.key)) await sendOne(one, fields);
      }
      await refresh('/evidence');
    },
  };
}

/** A file that was refused may be sent again, unless it is too large or empty: then it would be refused again. */
export function isWorthTrying({ file, state }: Waiting, limitBytes: number): boolean {
  return state.step === 'refused' && file.size > 0 && file.size <= limitBytes;
}

/** A title to begin with: the file's name without its ending, with spaces between words; dates stay as they are. */
export function titleFrom(filename: string): string {
  const words = filename
    .replace(/\.[a-z0-9]{1,5}$/i, '')
    .replace(/_+/g, ' ')
    .replace(/(?<=\p{L})-(?=[\p{L}\d])/gu, ' ')
    .trim()
    .slice(0, 200);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function waiting(file: File, limitBytes: number): Waiting {
  const refusal = refusalOf(file, limitBytes);
  const state =
    refusal === null ? ({ step: 'waiting' } as const) : ({ step: 'refused', message: refusal } as const);
  return { key: crypto.randomUUID(), file, title: titleFrom(file.name), state };
}

/** What can be said before sending, in the words of the GOV.UK file upload pattern. */
function refusalOf(file: File, limitBytes: number): string | null {
  if (file.size === 0) return 'The selected file is empty. Choose the file that has the content.';
  if (limitBytes > 0 && file.size > limitBytes) {
    return `The selected file must be smaller than ${Math.round(limitBytes / 1024 / 1024)} MB. Make it smaller, or split it.`;
  }
  return null;
}

function formOf(one: Waiting, fields: Record<string, string>): FormData {
  const form = new FormData();
  form.set('title', one.title);
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  form.set('file', one.file);
  return form;
}

function messageOf(error: unknown): string {
  const failure = asFailure(error);
  return failure.problems[0]?.message ?? failure.message;
}
