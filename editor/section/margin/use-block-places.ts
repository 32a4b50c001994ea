import type { Editor } from '@tiptap/core';
import { useEffect, useState } from 'react';
import { isWholeClaim } from '../text/blocks/block-at.ts';

/** A claim or theme with where it stands on the page, measured from the top of its region in pixels. */
export interface BlockPlace {
  id: string;
  kind: 'claim' | 'theme' | 'paragraph';
  index: number;
  top: number;
  height: number;
}

/** Where the claims, themes and paragraphs of a region stand; measured again whenever text or width change. */
export function useBlockPlaces(editor: Editor): readonly BlockPlace[] {
  const [places, setPlaces] = useState<readonly BlockPlace[]>([]);
  useEffect(() => {
    let frame = 0;
    const measure = (): void => {
      frame = 0;
      if (editor.isDestroyed) return;
      setPlaces((before) => {
        const now = measured(editor);
        return JSON.stringify(before) === JSON.stringify(now) ? before : now;
      });
    };
    const soon = (): void => {
      if (frame === 0) frame = requestAnimationFrame(measure);
    };
    const resized = new ResizeObserver(soon);
    resized.observe(editor.view.dom);
    editor.on('transaction', soon);
    soon();
    return () => {
      cancelAnimationFrame(frame);
      resized.disconnect();
      editor.off('transaction', soon);
    };
  }, [editor]);
  return places;
}

function measured(editor: Editor): BlockPlace[] {
  const origin = editor.view.dom.getBoundingClientRect().top;
  const places: BlockPlace[] = [];
  editor.state.doc.forEach((node, pos, index) => {
    const kind = node.type.name === 'theme' ? 'theme' : isWholeClaim(node) ? 'claim' : 'paragraph';
    const element = editor.view.nodeDOM(pos);
    if (!(element instanceof HTMLElement)) return;
    const { top, height } = element.getBoundingClientRect();
    const id = String(node.attrs['id'] ?? '');
    places.push({ id, kind, index, top: Math.round(top - origin), height: Math.round(height) });
  });
  return places;
}
