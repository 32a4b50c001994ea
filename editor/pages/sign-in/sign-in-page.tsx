import { useEffect } from 'react';
import { useLocation, useSearch } from 'wouter';
import { safeNext, useSession } from '../../client/session.ts';
import { Page } from '../frame/page.tsx';
import { WaitingForSetUpPage } from '../set-up/waiting-page.tsx';
import { SignInForm } from './sign-in-form.tsx';

/** Signing in; afterwards the person is where they wanted to go. */
export function SignInPage() {
  const { me, setUpNeeded, council } = useSession();
  const [, go] = useLocation();
  const search = useSearch();
  useEffect(() => {
    if (me) go(safeNext(search), { replace: true });
  }, [me, go, search]);
  if (setUpNeeded) return <WaitingForSetUpPage />;
  return (
    <Page
      title="Sign in"
      width="narrow"
      lead={council === null ? undefined : `To the self-assessments of ${council}.`}
    >
      <SignInForm onSignedIn={() => undefined} />
      <p className="govuk-body small quiet measure">
        No account, or a forgotten password? Ask the coordinator of your assessment, or the person who runs
        Candour at your council, for a new invitation.
      </p>
    </Page>
  );
}
