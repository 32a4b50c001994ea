import type { ReactNode } from 'react';
import { useSession } from '../../client/session.ts';
import { Masthead } from './masthead.tsx';
import { OfflineNotice } from './offline-notice.tsx';

/** The frame of every page: skip link, header, main, footer. */
export function Shell({ children }: { children: ReactNode }) {
  const { me, council } = useSession();
  return (
    <>
      <a
        href="#main"
        className="govuk-skip-link"
        onClick={(event) => {
          event.preventDefault();
          document.getElementById('main')?.focus();
        }}
      >
        Skip to main content
      </a>
      <Masthead council={council} me={me} />
      <OfflineNotice />
      <main className="main" id="main" tabIndex={-1}>
        {children}
      </main>
      <footer className="footer">Candour is free software under the MIT licence.</footer>
    </>
  );
}
