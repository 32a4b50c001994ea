import type { Editor } from '@tiptap/core';
import { useEffect, useState } from 'react';
import { claimOf, blockWithId } from '../text/blocks/block-at.ts';
import { useUploadAndCite } from './upload-and-cite.ts';

/** Takes files that are dropped on a claim. The same can be done from the search of the library, without dragging. */
export function DropOnClaims({ editor }: { editor: Editor }) {
  const [over, setOver] = useState<string | null>(null);
  const uploadAndCite = useUploadAndCite();
  useEffect(() => {
    const { dom } = editor.view;
    const onOver = (event: DragEvent): void => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setOver(claimUnder(editor, event));
    };
    const onLeave = (event: DragEvent): void => {
      if (!(event.relatedTarget instanceof Node) || !dom.contains(event.relatedTarget)) setOver(null);
    };
    const onDrop = (event: DragEvent): void => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      event.stopPropagation();
      setOver(null);
      const claim = claimUnder(editor, event);
      const files = [...(event.dataTransfer?.files ?? [])];
      if (claim === null) return;
      void files.reduce(
        (earlier, file) => earlier.then(() => uploadAndCite(file, { editor, claim, pos: null })),
        Promise.resolve(),
      );
    };
    dom.addEventListener('dragover', onOver);
    dom.addEventListener('dragleave', onLeave);
    dom.addEventListener('drop', onDrop, true);
    return () => {
      dom.removeEventListener('dragover', onOver);
      dom.removeEventListener('dragleave', onLeave);
      dom.removeEventListener('drop', onDrop, true);
    };
  }, [editor, uploadAndCite]);
  const block = over === null ? null : blockWithId(editor.state.doc, over);
  const element = block && editor.view.nodeDOM(block.pos);
  if (!(element instanceof HTMLElement)) return null;
  const origin = editor.view.dom.getBoundingClientRect().top;
  const { top, height } = element.getBoundingClientRect();
  return (
    <div className="drop-mark" style={{ top: top - origin, height }}>
      <span>Let go to add this as evidence for the claim</span>
    </div>
  );
}

function hasFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes('Files') ?? false;
}

function claimUnder(editor: Editor, event: DragEvent): string | null {
  const at = editor.view.posAtCoords({ left: event.clientX, top: event.clientY });
  if (!at) return null;
  const claim = claimOf(editor.state.doc, editor.state.doc.resolve(at.pos).index(0));
  return claim ? String(claim.node.attrs['id']) : null;
}
