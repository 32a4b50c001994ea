import { useEffect } from 'react';
import { startCiting } from '../citations/start-citing.ts';
import type { Desk } from '../desk.ts';
import { startPostIt } from '../post-its/start-post-it.ts';

/**
 * Ctrl+Alt+E cites evidence, Ctrl+Alt+M sticks a post-it. They go by the place of the key, since with these keys
 * held some keyboards give another letter; AltGr, which types letters such as é, is left alone.
 */
export function usePageKeys(desk: Desk): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (!event.ctrlKey || !event.altKey || event.getModifierState('AltGraph')) return;
      if (event.code === 'KeyE' && desk.mayEdit) startCiting(desk, '');
      else if (event.code === 'KeyM') startPostIt(desk);
      else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [desk]);
}
