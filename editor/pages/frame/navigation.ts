import { useEffect, useRef } from 'react';
import type { RefObject } from 'react';
import { useLocation } from 'wouter';
import { knownCouncil } from '../../client/session.ts';

let arrivedAt = location.pathname;

/** Gives the page its title in the browser: what it is, the council, Candour. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = [title, knownCouncil(), 'Candour'].filter(Boolean).join(' – ');
  }, [title]);
}

/**
 * Moves the focus to the page's heading when the person has come from another page of Candour, so that a screen
 * reader says where they are. The first page loaded keeps the browser's own behaviour.
 */
export function useArrival(): RefObject<HTMLHeadingElement | null> {
  const heading = useRef<HTMLHeadingElement>(null);
  const [path] = useLocation();
  useEffect(() => {
    if (path === arrivedAt) return;
    arrivedAt = path;
    window.scrollTo(0, 0);
    heading.current?.focus({ preventScroll: true });
  }, [path]);
  return heading;
}

/**
 * Brings what the address names after `#` into view and gives it the focus, once the page holds it: the browser looks for it
 * before a page's data has come. To be called where that data is drawn.
 */
export function useAddressedPart(): void {
  useEffect(() => {
    const part = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    part?.scrollIntoView();
    part?.focus({ preventScroll: true });
  }, []);
}
