import type { ReactNode } from 'react';

type Tone = 'plain' | 'accent' | 'good' | 'warn' | 'error';

/** A short state in words; the tone only underlines it. */
export function Tag({ tone = 'plain', children }: { tone?: Tone; children: ReactNode }) {
  return <strong className={`tag tag--${tone}`}>{children}</strong>;
}
