import { useEffect, useState } from 'react';
import { onSignedOut, refresh } from '../../client/queries.ts';
import { knownPerson, useSession } from '../../client/session.ts';
import { Dialog } from '../../controls/dialog.tsx';
import { SignInForm } from './sign-in-form.tsx';

/**
 * When a session ends under an open page, covers the page and asks to sign in again. The page stays as it was
 * behind it, so nothing typed is lost. Someone else signing in starts from the beginning.
 */
export function SessionOver() {
  const { me } = useSession();
  const [over, setOver] = useState(false);
  useEffect(() => onSignedOut(() => setOver(true)), []);
  const open = over && me !== null;
  return (
    <Dialog open={open} covering onClose={() => setOver(false)} title="Sign in again">
      <p className="govuk-body">
        You were signed out, because some time passed or your account was changed. What you typed is still
        here: sign in, then carry on.
      </p>
      <SignInForm
        email={me?.email ?? ''}
        onSignedIn={() => {
          if (knownPerson() !== me?.id) startAfresh();
          setOver(false);
          void refresh('/');
        }}
      />
    </Dialog>
  );
}

/** What the person before was writing is not for the next one. */
function startAfresh(): void {
  sessionStorage.clear();
  location.assign('/');
}
