import type { Editor } from '@tiptap/core';
import { useState } from 'react';
import { Button } from '../../controls/button.tsx';
import { Dialog } from '../../controls/dialog.tsx';
import { TextField } from '../../controls/fields/text-field.tsx';
import { useDesk } from '../desk.ts';
import { useStore } from '../store.ts';
import { completeHref } from './complete-href.ts';

/** Asks for the address of a link; only web pages, e-mail addresses and telephone numbers may be linked. */
export function LinkDialog() {
  const { stores, mayEdit } = useDesk();
  const editor = useStore(stores.linkDialog);
  const close = (): void => {
    stores.linkDialog.set(null);
    editor?.view.focus();
  };
  return (
    <Dialog open={editor !== null && mayEdit} onClose={close} title="Link">
      {editor && <LinkForm editor={editor} close={close} />}
    </Dialog>
  );
}

function LinkForm({ editor, close }: { editor: Editor; close: () => void }) {
  const existing: unknown = editor.getAttributes('link')['href'];
  const before = typeof existing === 'string' ? existing : '';
  const [problem, setProblem] = useState<string | null>(null);
  const save = (typed: string): void => {
    const href = completeHref(typed);
    if (href === null) {
      setProblem('Enter the address of a web page, such as https://www.gov.uk, or an e-mail address');
      return;
    }
    setLink(editor, href);
    close();
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const typed = new FormData(event.currentTarget).get('href');
        save(typeof typed === 'string' ? typed : '');
      }}
    >
      <TextField
        name="href"
        label="Address"
        hint="Select the words first; without a selection the address itself is written."
        defaultValue={before}
        problem={problem}
        inputMode="url"
        autoComplete="off"
        spellCheck={false}
      />
      <div className="govuk-button-group">
        <Button type="submit">Save the link</Button>
        {before !== '' && (
          <Button
            look="secondary"
            onClick={() => {
              removeLink(editor);
              close();
            }}
          >
            Remove the link
          </Button>
        )}
      </div>
    </form>
  );
}

function setLink(editor: Editor, href: string): void {
  const { empty } = editor.state.selection;
  const chain = editor.chain().focus();
  if (empty && !editor.isActive('link')) {
    chain.insertContent({ type: 'text', text: href, marks: [{ type: 'link', attrs: { href } }] }).run();
    return;
  }
  chain.extendMarkRange('link').setMark('link', { href }).run();
}

function removeLink(editor: Editor): void {
  editor.chain().focus().extendMarkRange('link').unsetMark('link').run();
}
