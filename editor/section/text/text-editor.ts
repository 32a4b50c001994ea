import { Editor, Extension, type Extensions } from '@tiptap/core';
import { CollaborationCaret } from '@tiptap/extension-collaboration-caret';
import { baseKeymap } from '@tiptap/pm/commands';
import { keymap } from '@tiptap/pm/keymap';
import { extensions as schemaExtensions } from '../../schema/schema.ts';
import type { LiveSection } from '../connection/open-section.ts';
import type { Facts } from '../facts.ts';
import type { Store } from '../store.ts';
import { AtSign } from './at-sign.ts';
import { LiveRegion } from './binding/live-region.ts';
import { BulletByTyping } from './bullet-by-typing.ts';
import { NeverEmptied } from './blocks/never-emptied.ts';
import { PermanentIds } from './blocks/permanent-ids.ts';
import { caretColour, renderCaret, renderSelection } from './caret.ts';
import { citationWithChip } from './citation-chip.ts';
import { Keys, type TextRequests } from './keys.ts';
import { LinkClicks } from './link-clicks.ts';
import { MarginMarks } from './margin-marks.ts';
import { Paste } from './paste/paste-plugin.ts';
import { TypeOver } from './type-over.ts';

/** What a region's editor is made of. */
export interface RegionEditorParts {
  element: HTMLElement;
  live: LiveSection;
  region: string;
  kind: 'side' | 'prose';
  label: string;
  placeholder: string;
  editable: boolean;
  facts: Store<Facts>;
  person: { name: string };
  requests: TextRequests;
  idsElsewhere: () => ReadonlySet<string>;
  openCitation: (editor: Editor, pos: number) => void;
  more: Extensions;
}

/** The editor of one region, bound to its part of the live document. Mount it only after the first sync. */
export function createRegionEditor(parts: RegionEditorParts): Editor {
  return new Editor({
    element: parts.element,
    editable: parts.editable,
    injectCSS: false,
    enablePasteRules: false,
    enableCoreExtensions: { keymap: false },
    extensions: [...textExtensions(parts), ...parts.more],
    editorProps: {
      attributes: {
        class: `text text--${parts.kind}`,
        role: 'textbox',
        'aria-multiline': 'true',
        'aria-label': parts.label,
        'aria-describedby': 'text-help',
        spellcheck: 'true',
        lang: 'en-GB',
        tabindex: '0',
      },
    },
  });
}

function textExtensions(parts: RegionEditorParts): Extensions {
  const { live, facts, requests, kind } = parts;
  const chip = citationWithChip({ facts, open: parts.openCitation });
  return [
    ...schemaExtensions.map((one) => (one.name === 'citation' ? chip : one)),
    BaseKeys,
    Keys.configure({ kind, requests }),
    AtSign.configure({ cite: requests.cite }),
    BulletByTyping,
    LinkClicks,
    NeverEmptied.configure({ kind }),
    PermanentIds.configure({ idsElsewhere: parts.idsElsewhere }),
    Paste.configure({ kind, facts }),
    MarginMarks.configure({ facts, showUncited: () => parts.editable, placeholder: parts.placeholder }),
    LiveRegion.configure({
      fragment: live.ydoc.getXmlFragment(parts.region),
      yUndoOptions: { undoManager: live.history },
    }),
    TypeOver,
    CollaborationCaret.configure({
      provider: live.provider,
      user: { name: parts.person.name, color: caretColour(parts.person.name) },
      render: renderCaret,
      selectionRender: renderSelection,
    }),
  ];
}

/** ProseMirror's own keys for what ours leave alone. Tiptap's would turn an emptied claim into a paragraph. */
const BaseKeys = Extension.create({
  name: 'baseKeys',
  priority: 10,
  addProseMirrorPlugins: () => [keymap(baseKeymap)],
});
