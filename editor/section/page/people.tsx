import { useEffect, useState } from 'react';
import type { LiveSection } from '../connection/open-section.ts';
import { caretColour } from '../text/caret.ts';

/** Who else has the section open, by name. Never read out when it changes: it is there to be looked up. */
export function People({ live }: { live: LiveSection }) {
  const names = useOthers(live);
  if (names.length === 0) return null;
  return (
    <ul className="people" aria-label="Also here">
      {names.slice(0, 4).map((name) => (
        <li key={name} className="people__one" title={name}>
          <span
            className="people__sign"
            aria-hidden="true"
            ref={(element) => {
              if (element) element.style.backgroundColor = caretColour(name);
            }}
          >
            {initials(name)}
          </span>
          <span className="govuk-visually-hidden">{name}</span>
        </li>
      ))}
      {names.length > 4 && (
        <li className="people__more" title={names.slice(4).join(', ')}>
          and {names.length - 4} more
        </li>
      )}
    </ul>
  );
}

function initials(name: string): string {
  const words = name.split(/\s+/).filter((word) => word !== '');
  return `${words[0]?.charAt(0) ?? ''}${words.length > 1 ? (words.at(-1)?.charAt(0) ?? '') : ''}`;
}

function useOthers({ provider, ydoc }: LiveSection): string[] {
  const [names, setNames] = useState<string[]>([]);
  useEffect(() => {
    const { awareness } = provider;
    if (!awareness) return;
    const look = (): void => {
      const others = [...awareness.getStates()]
        .filter(([client]) => client !== ydoc.clientID)
        .map(([, state]) => nameIn(state));
      const found = [...new Set(others.filter((name) => name !== null))].sort();
      setNames((before) => (before.join('\n') === found.join('\n') ? before : found));
    };
    look();
    awareness.on('change', look);
    return () => awareness.off('change', look);
  }, [provider, ydoc]);
  return names;
}

function nameIn(state: Record<string, unknown>): string | null {
  const user = state['user'];
  const name = typeof user === 'object' && user !== null && 'name' in user ? user.name : null;
  return typeof name === 'string' && name !== '' ? name : null;
}
