import { useState } from 'react';
import { Link } from 'wouter';
import type { SignOffView } from '../../../api/versions/signing/contract.ts';
import { momentWords } from '../../client/words.ts';
import { Button, LinkButton } from '../../controls/button.tsx';
import { Notice } from '../../controls/notice.tsx';
import { Tag } from '../../controls/tag.tsx';
import { useAct } from '../frame/use-act.tsx';
import { Fingerprint } from '../versions/fingerprint.tsx';
import { versionPlace } from '../versions/requests.ts';
import { History } from './history.tsx';
import { answer, remind, withdraw } from './requests.ts';
import { ReasonDialog } from './signing/reason-dialog.tsx';
import { SignPanel } from './signing/sign-panel.tsx';
import { Steps } from './steps.tsx';
import { standing } from './words.ts';

interface CurrentSignOffProps {
  assessment: string;
  signOff: SignOffView;
}

const states: Record<SignOffView['state'], { words: string; tone: 'accent' | 'good' | 'error' | 'plain' }> = {
  open: { words: 'Going round', tone: 'accent' },
  signed: { words: 'Signed', tone: 'good' },
  refused: { words: 'Refused', tone: 'error' },
  withdrawn: { words: 'Withdrawn', tone: 'plain' },
};

/** The version that goes round, or the last one that did: what it is, its steps, and what one can do. */
export function CurrentSignOff({ assessment, signOff }: CurrentSignOffProps) {
  const { version, requestedBy, requestedAt, note, steps, history, state, stuck } = signOff;
  const place = versionPlace({ assessment, id: version.id });
  return (
    <section className="sign-off" aria-labelledby="current">
      <div className="sign-off__head">
        <h2 className="govuk-heading-m" id="current">
          <Link href={place} className="govuk-link">
            Version {version.number}: {version.title}
          </Link>
        </h2>
        <Tag tone={states[state].tone}>{states[state].words}</Tag>
      </div>
      <p className="sign-off__facts">
        Taken {momentWords(version.takenAt)} · <Fingerprint hash={version.hash} /> · asked for by{' '}
        {requestedBy.name} on {momentWords(requestedAt)}
      </p>
      {note !== '' && <p className="sign-off__note">{note}</p>}
      <p className="sign-off__standing" role="status">
        {standing(signOff)}
      </p>
      {stuck !== null && (
        <Notice kind="warning" title="It cannot go on by itself">
          <p className="govuk-body">{stuck}</p>
        </Notice>
      )}
      <SignPanel
        assessment={assessment}
        signOff={signOff}
        first={<LinkButton href={place}>Read version {String(version.number)}</LinkButton>}
      >
        <h3 className="govuk-heading-s">This version waits for your signature</h3>
        <p className="govuk-body">
          Read it first. Then sign it here or at the end of the version, or refuse with your reasons.
        </p>
      </SignPanel>
      <Steps steps={steps} />
      <Acts assessment={assessment} signOff={signOff} />
      <History history={history} />
    </section>
  );
}

/** What the coordinator, or someone who has signed, can do. */
function Acts({ assessment, signOff }: CurrentSignOffProps) {
  const [open, setOpen] = useState<'take-back' | 'withdraw' | null>(null);
  const { act, busy, problem } = useAct();
  const [said, setSaid] = useState('');
  const { rights, version } = signOff;
  const close = (): void => setOpen(null);
  const sendReminder = (): void =>
    void act(async () => {
      await remind(assessment, signOff);
      setSaid('They are reminded: it stands first on their page until they have signed.');
    });
  return (
    <>
      {problem}
      <div className="sign-off__acts">
        {rights.remind && (
          <Button look="secondary" small busy={busy} onClick={sendReminder}>
            Remind them
          </Button>
        )}
        {rights.takeBack && (
          <Button look="quiet" onClick={() => setOpen('take-back')}>
            Take back what I said…
          </Button>
        )}
        {rights.withdraw && (
          <Button look="quiet" onClick={() => setOpen('withdraw')}>
            Withdraw the request…
          </Button>
        )}
      </div>
      <p role="status" className="small quiet">
        {said}
      </p>
      <ReasonDialog
        open={open === 'take-back'}
        onClose={close}
        title="Take back what you said"
        words={`Your signature on version ${version.number}, or your refusal, then no longer stands. That you gave it, and took it back, stays in the history.`}
        submit="Take it back"
        send={(reason) => answer(assessment, signOff, { kind: 'take-back', reason })}
      />
      <ReasonDialog
        open={open === 'withdraw'}
        onClose={close}
        title="Withdraw the request"
        words="Nobody is asked to sign this version any more. Signatures it has stay in the history."
        submit="Withdraw"
        send={(reason) => withdraw(assessment, signOff, reason)}
      />
    </>
  );
}
