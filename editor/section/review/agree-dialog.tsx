import { useState } from 'react';
import type { SectionChanges } from '../../../api/versions/contract.ts';
import { ApiFailure } from '../../client/api-failure.ts';
import { counted } from '../../client/words.ts';
import { Dialog } from '../../controls/dialog.tsx';
import { TextArea } from '../../controls/fields/text-field.tsx';
import { Form } from '../../controls/form.tsx';
import { Notice } from '../../controls/notice.tsx';
import { useLiveDesk } from '../desk.ts';
import { ChangedText } from './changed-text.tsx';
import { askChanges, giveState } from './review-requests.ts';

interface AgreeDialogProps {
  /** The fingerprint of the text the person read; null while the dialog is closed. */
  hash: string | null;
  onClose: () => void;
}

/** Agrees the section as the person read it. When somebody has changed it since, shows what changed and asks again. */
export function AgreeDialog({ hash, onClose }: AgreeDialogProps) {
  return (
    <Dialog open={hash !== null} onClose={onClose} title="Agree this section" wide>
      {hash !== null && <Agreeing read={hash} onClose={onClose} />}
    </Dialog>
  );
}

function Agreeing({ read, onClose }: { read: string; onClose: () => void }) {
  const { section, stores } = useLiveDesk();
  const [changes, setChanges] = useState<SectionChanges | null>(null);
  const hash = changes?.hash ?? read;
  const agree = async (note: string): Promise<void> => {
    try {
      await giveState(section, { state: 'agreed', hash, note });
    } catch (error) {
      if (!(error instanceof ApiFailure) || error.status !== 409) throw error;
      setChanges(await askChanges(section.id, hash));
      return;
    }
    stores.said.set('You have agreed this section.');
    onClose();
  };
  return (
    <>
      {changes && (
        <>
          <Notice kind="warning" title="The text changed while you were reading" announce>
            <p className="govuk-body">Nothing was agreed. Read what changed, then agree again.</p>
          </Notice>
          <ChangedText changes={changes} />
        </>
      )}
      <Form
        submit={changes ? 'Agree it as it stands now' : 'Agree this section'}
        sending="Agreeing…"
        send={(values) => agree(values.text('note'))}
      >
        {!changes && (
          <p className="govuk-body">
            You say that “{section.title}” is right as it stands
            {section.claims > 0 && `, with its ${counted(section.claims, 'claim')}`}. Readers and partners
            then see this text, whatever is drafted after it.
          </p>
        )}
        <TextArea name="note" label="Note (optional)" rows={2} maxLength={1000} />
      </Form>
    </>
  );
}
