import type { ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import type { Me } from '../../../api/accounts/contract.ts';
import { signOut, useSession } from '../../client/session.ts';
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
      <header className="masthead">
        <div className="masthead__row">
          <Link href="/" className="masthead__name">
            <WordMark />
            {council !== null && <span className="masthead__council">{council}</span>}
          </Link>
          {me && <Navigation me={me} />}
        </div>
      </header>
      <OfflineNotice />
      <main className="main" id="main" tabIndex={-1}>
        {children}
      </main>
      <footer className="footer">Candour is free software under the MIT licence.</footer>
    </>
  );
}

function WordMark() {
  return (
    <span className="word-mark">
      <svg viewBox="0 0 32 32" aria-hidden="true" focusable="false">
        <rect width="32" height="32" rx="6" fill="#0b5563" />
        <path
          d="M22.4 11.3A8.2 8.2 0 1 0 22.4 20.7"
          fill="none"
          stroke="#fff"
          strokeWidth="4"
          strokeLinecap="round"
        />
        <path d="M20 6h6v6z" fill="#fff3a3" />
      </svg>
      <span className="word-mark__text">Candour</span>
    </span>
  );
}

function Navigation({ me }: { me: Me }) {
  const [place, go] = useLocation();
  const leave = async (): Promise<void> => {
    await signOut();
    go('/sign-in');
  };
  return (
    <nav className="masthead__nav" aria-label="Candour">
      <ul>
        <Place href="/" here={place === '/' || /^\/(assessments|imports)\b/.test(place)}>
          Assessments
        </Place>
        <Place href="/library" here={place.startsWith('/library')}>
          Evidence
        </Place>
        <Place href="/frameworks" here={place.startsWith('/frameworks')}>
          Frameworks
        </Place>
        {me.administrator && (
          <Place href="/people" here={place.startsWith('/people')}>
            People
          </Place>
        )}
      </ul>
      <ul>
        <Place href="/account" here={place === '/account'}>
          {me.name}
        </Place>
        <li>
          <button type="button" className="masthead__link" onClick={() => void leave()}>
            Sign out
          </button>
        </li>
      </ul>
    </nav>
  );
}

function Place({ href, here, children }: { href: string; here: boolean; children: ReactNode }) {
  return (
    <li>
      <Link href={href} className="masthead__link" aria-current={here ? 'page' : undefined}>
        {children}
      </Link>
    </li>
  );
}
