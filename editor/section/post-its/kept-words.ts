import { useState } from 'react';

/** What is being written, kept for this tab until it is posted or thrown away. Without storage it lives as long as the page. */
export function useKeptWords(key: string, first: string): [string, (words: string) => void] {
  const [words, setWords] = useState(() => readKept(key) ?? first);
  return [
    words,
    (next) => {
      setWords(next);
      keep(key, next);
    },
  ];
}

function readKept(key: string): string | null {
  try {
    return sessionStorage.getItem(key);
  } catch {
    return null;
  }
}

function keep(key: string, words: string): void {
  try {
    if (words === '') sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, words);
  } catch {
    // A browser that keeps nothing still has the words in the field.
  }
}
