import type { SignatureView } from '../../../api/versions/contract.ts';
import { momentWords } from '../../client/words.ts';
import { Seal } from '../../controls/seal.tsx';
import { Fingerprint } from '../versions/fingerprint.tsx';
import './sign-off.css';

interface SignatureProps {
  signature: SignatureView;
  /** Says for which step it was given. */
  named?: boolean;
}

/** A signature as it stands on paper: the name above its line, and what it was given for. */
export function Signature({ signature, named = false }: SignatureProps) {
  const { by, step, at, note, hash } = signature;
  return (
    <div className="signature">
      <p className="signature__name">
        <Seal state="intact" />
        {by.name}
      </p>
      <p className="signature__facts">
        {named && `${step}, `}
        {momentWords(at)} · <Fingerprint hash={hash} />
      </p>
      {note !== '' && <p className="signature__note">{note}</p>}
    </div>
  );
}
