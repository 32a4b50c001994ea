import { type ReactNode, useState } from 'react';
import type { SignOffView } from '../../../../api/versions/signing/contract.ts';
import { Button } from '../../../controls/button.tsx';
import { RefuseDialog, SignDialog } from './sign-dialog.tsx';
import '../sign-off.css';

interface SignPanelProps {
  assessment: string;
  signOff: SignOffView;
  children: ReactNode;
  /** More to do first, such as reading the version. */
  first?: ReactNode;
}

/** Where a signatory signs or refuses; nothing for anyone else. `children` say what is asked of them. */
export function SignPanel({ assessment, signOff, children, first }: SignPanelProps) {
  const [open, setOpen] = useState<'sign' | 'refuse' | null>(null);
  const { rights } = signOff;
  const close = (): void => setOpen(null);
  if (!rights.sign && !rights.refuse) return null;
  const dialog = { onClose: close, assessment, signOff };
  return (
    <section className="sign-panel" aria-label="Your signature">
      {children}
      <div className="govuk-button-group">
        {first}
        {rights.sign && (
          <Button look={first === undefined ? 'primary' : 'secondary'} onClick={() => setOpen('sign')}>
            Sign…
          </Button>
        )}
        {rights.refuse && (
          <Button look="quiet" onClick={() => setOpen('refuse')}>
            Refuse…
          </Button>
        )}
      </div>
      <SignDialog {...dialog} open={open === 'sign'} />
      <RefuseDialog {...dialog} open={open === 'refuse'} />
    </section>
  );
}
