import { useQuery } from '@tanstack/react-query';
import type { VersionView } from '../../../../api/versions/contract.ts';
import type { AssessmentSignOff, SignOffView } from '../../../../api/versions/signing/contract.ts';
import { resource } from '../../../client/queries.ts';
import { listed } from '../../../client/words.ts';
import { SignPanel } from './sign-panel.tsx';

/** The sign-off in which a version waits for the person's own signature, or null. */
export function useAskedToSign({ assessment, id }: VersionView): SignOffView | null {
  const signOff = useQuery(resource<AssessmentSignOff>(`/assessments/${assessment}/sign-off`)).data;
  const current = signOff?.current;
  return current?.version.id === id && current.rights.sign ? current : null;
}

/** Says at the head of a version that it waits for the reader's signature, and where to give it. */
export function AskedToSign({ signOff }: { signOff: SignOffView }) {
  return (
    <div className="sign-panel">
      <p className="govuk-body">
        <strong>You are asked to sign this version</strong>
        {stepWords(signOff)}. Read it; at its end you can sign it, or refuse with your reasons.
      </p>
      {signOff.note !== '' && (
        <p className="sign-off__note">
          {signOff.requestedBy.name}: {signOff.note}
        </p>
      )}
      <a href="#your-signature" className="govuk-link">
        Go to the end
      </a>
    </div>
  );
}

/** The end of a version for someone who is asked to sign it. */
export function SignAtTheEnd({ signOff, assessment }: { signOff: SignOffView; assessment: string }) {
  return (
    <div id="your-signature" tabIndex={-1}>
      <SignPanel assessment={assessment} signOff={signOff}>
        <h2 className="govuk-heading-m">Your signature</h2>
        <p className="govuk-body">
          You have come to the end of version {signOff.version.number}. You sign what you have just read
          {stepWords(signOff)}.
        </p>
      </SignPanel>
    </div>
  );
}

function stepWords({ steps }: SignOffView): string {
  const mine = steps.filter((step) => step.mine).map((step) => step.title);
  return mine.length === 0 ? '' : ` (${listed(mine)})`;
}
