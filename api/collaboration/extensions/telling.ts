import type { Extension } from '@hocuspocus/server';
import type { LiveTexts } from '../live/live-texts.ts';
import type { StoredListeners } from '../live/stored-listeners.ts';
import type { Visit } from '../sockets.ts';

/** Has the listeners told of every change, wherever it came from. */
export function telling(texts: LiveTexts, listeners: StoredListeners): Extension<Visit> {
  return {
    extensionName: 'telling',
    onChange({ documentName }) {
      const text = texts.named(documentName);
      if (text) listeners.touch(text.section, () => text.read());
      return Promise.resolve();
    },
  };
}
