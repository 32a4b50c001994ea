import { useEffect, useState } from 'react';

/**
 * What someone is writing and has not sent: kept in this tab through a reload, an error or a lost session.
 * `null` when there is nothing. `key` names the draft and its record.
 */
export function useDraft<T>(key: string): [T | null, (draft: T | null) => void] {
  const place = `candour:draft:${key}`;
  const [draft, setDraft] = useState<T | null>(() => stored(place) as T | null);
  const keep = (next: T | null): void => {
    setDraft(next);
    store(place, next);
  };
  return [draft, keep];
}

/** Asks before the tab is closed or reloaded while something is unsaved. */
export function useLeaveWarning(unsaved: boolean): void {
  useEffect(() => {
    if (!unsaved) return;
    const warn = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [unsaved]);
}

function stored(place: string): unknown {
  try {
    return JSON.parse(sessionStorage.getItem(place) ?? 'null') as unknown;
  } catch {
    return null;
  }
}

function store(place: string, draft: unknown): void {
  try {
    if (draft === null) sessionStorage.removeItem(place);
    else sessionStorage.setItem(place, JSON.stringify(draft));
  } catch {
    // A full or forbidden storage costs the copy of the draft only; the page still holds it.
  }
}
