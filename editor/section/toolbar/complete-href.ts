import { isSafeHref } from '../../schema/marks/link.ts';

/** What was typed as a safe address, completed where people leave things out; null when it is none. */
export function completeHref(typed: string): string | null {
  const text = typed.trim();
  const completed = /^[^\s@/:]+@[^\s@/]+\.[^\s@/]+$/.test(text)
    ? `mailto:${text}`
    : /^[a-z0-9-]+(\.[a-z0-9-]+)+([/?#]|$)/i.test(text)
      ? `https://${text}`
      : text;
  return isSafeHref(completed) ? completed : null;
}
