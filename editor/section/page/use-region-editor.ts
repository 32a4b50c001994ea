import type { Editor } from '@tiptap/core';
import { NodeSelection } from '@tiptap/pm/state';
import { type RefObject, useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import { XmlElement } from 'yjs';
import type { SectionView } from '../../../api/assessments/contract.ts';
import { useMe } from '../../client/session.ts';
import { openCitation } from '../citations/open-citation.ts';
import { startCiting } from '../citations/start-citing.ts';
import { type LiveDesk, useLiveDesk } from '../desk.ts';
import { Passages } from '../post-its/passages.ts';
import { claimOf, currentBlock } from '../text/blocks/block-at.ts';
import { createRegionEditor } from '../text/text-editor.ts';
import { focusToolbar } from '../toolbar/focus-toolbar.ts';

type Region = SectionView['regions'][number];

/** The editor of a region in its place on the page; null until it stands there. */
export function useRegionEditor(
  host: RefObject<HTMLElement | null>,
  region: Region,
  kind: 'side' | 'prose',
): Editor | null {
  const desk = useLiveDesk();
  const { name } = useMe();
  const [editor, setEditor] = useState<Editor | null>(null);
  const { live, mayEdit, stores } = desk;
  const { id, title } = region;
  const label = `${title}: ${desk.section.title}`;
  useEffect(() => {
    const element = host.current;
    if (!element) return;
    const created = createRegionEditor({
      element,
      live,
      region: id,
      kind,
      label,
      placeholder: kind === 'prose' ? `Write the ${title.toLowerCase()} here` : '',
      editable: mayEdit,
      facts: stores.facts,
      person: { name },
      requests: requestsOf(desk),
      idsElsewhere: () => idsElsewhere(desk, id),
      openCitation: (where, pos) => openCitation(desk, where, pos),
      more: [Passages.configure({ stores, region: id })],
    });
    const follow = (): void => followCaret(desk, id, created);
    created.on('selectionUpdate', follow);
    created.on('focus', follow);
    stores.editors.set(new Map(stores.editors.get()).set(id, created));
    setEditor(created);
    return () => {
      const others = new Map(stores.editors.get());
      others.delete(id);
      stores.editors.set(others);
      if (stores.caret.get()?.editor === created) stores.caret.set(null);
      setEditor(null);
      created.destroy();
    };
    // The desk's other parts are read when they are needed; a new editor is made only for a new document or new rights.
  }, [live, mayEdit, id, kind, name]);
  return editor;
}

function requestsOf(desk: LiveDesk) {
  return {
    cite: (typed: string) => startCiting(desk, typed),
    openCitation: (pos: number) => {
      const caret = desk.stores.caret.get();
      if (caret) openCitation(desk, caret.editor, pos);
    },
    link: () => desk.stores.linkDialog.set(desk.stores.caret.get()?.editor ?? null),
    toToolbar: focusToolbar,
  };
}

/** The ids of claims and themes in the section's other regions. */
function idsElsewhere({ live, section }: LiveDesk, own: string): ReadonlySet<string> {
  const ids = section.regions
    .filter((region) => region.id !== own)
    .flatMap((region) => live.ydoc.getXmlFragment(region.id).toArray())
    .map((block): unknown => (block instanceof XmlElement ? block.getAttribute('id') : undefined));
  return new Set(ids.filter((id) => typeof id === 'string'));
}

function followCaret({ stores }: LiveDesk, region: string, editor: Editor): void {
  const { selection, doc } = editor.state;
  const block = currentBlock(editor.state);
  const claim = block ? claimOf(doc, block.index) : null;
  const isCitation = selection instanceof NodeSelection && selection.node.type.name === 'citation';
  const next = {
    region,
    editor,
    claim: claim ? String(claim.node.attrs['id']) : null,
    citation: isCitation ? selection.from : null,
  };
  const now = stores.caret.get();
  const isSame = now?.editor === editor && now.claim === next.claim && now.citation === next.citation;
  if (!isSame) stores.caret.set(next);
}

/** Whether the region has no blocks at all. */
export function useIsEmpty(editor: Editor | null): boolean {
  const subscribe = useCallback(
    (listener: () => void) => {
      editor?.on('transaction', listener);
      return () => void editor?.off('transaction', listener);
    },
    [editor],
  );
  return useSyncExternalStore(subscribe, () => (editor ? editor.state.doc.childCount === 0 : false));
}
