import { Extension } from '@tiptap/core';
import { type Command, NodeSelection } from '@tiptap/pm/state';
import { currentBlock } from './blocks/block-at.ts';
import { enterInProse, enterOnSide } from './blocks/enter.ts';
import { backspaceAtStart, deleteAtEnd } from './blocks/join.ts';
import { makeClaim, makeSubPoint, toggleBullet } from './blocks/levels.ts';

/** What keys ask of the page around the text. */
export interface TextRequests {
  /** Search the library for something to cite; `typed` is what to put back when nothing is chosen. */
  cite: (typed: string) => void;
  openCitation: (pos: number) => void;
  link: () => void;
  toToolbar: () => void;
}

interface KeysOptions {
  kind: 'side' | 'prose';
  requests: TextRequests;
}

/** The keys of a region. Escape lets the next Tab leave the text, so that the keyboard is never caught in it. */
export const Keys = Extension.create<KeysOptions, { leaving: boolean }>({
  name: 'keys',
  priority: 1100,
  addStorage: () => ({ leaving: false }),
  addKeyboardShortcuts() {
    const { kind, requests } = this.options;
    const run = (command: Command) => () => command(this.editor.state, this.editor.view.dispatch);
    const ask = (request: () => void) => () => {
      request();
      return true;
    };
    const tab = (command: Command) => () => {
      if (this.storage.leaving || currentBlock(this.editor.state)?.node.type.name !== 'claim') return false;
      run(command)();
      return true;
    };
    const enter = run(kind === 'side' ? enterOnSide : enterInProse);
    return {
      Enter: () => {
        const { selection } = this.editor.state;
        if (!(selection instanceof NodeSelection)) return enter();
        requests.openCitation(selection.from);
        return true;
      },
      'Shift-Enter': () =>
        currentBlock(this.editor.state)?.node.type.name === 'theme' || this.editor.commands.setHardBreak(),
      Backspace: run(backspaceAtStart),
      Delete: run(deleteAtEnd),
      Tab: tab(makeSubPoint),
      'Shift-Tab': tab(makeClaim),
      Escape: () => {
        this.storage.leaving = true;
        return false;
      },
      'Mod-k': ask(requests.link),
      'Mod-Shift-8': kind === 'prose' ? run(toggleBullet) : () => false,
      'Alt-F10': ask(requests.toToolbar),
    };
  },
  onTransaction({ transaction }) {
    if (transaction.docChanged || transaction.selectionSet) this.storage.leaving = false;
  },
  onBlur() {
    this.storage.leaving = false;
  },
});
