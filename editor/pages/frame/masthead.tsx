import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Link, useLocation } from 'wouter';
import type { Me } from '../../../api/accounts/contract.ts';
import { signOut } from '../../client/session.ts';

/** The head of every page: Candour, the council, and where one can go; on a narrow screen that is behind a button. */
export function Masthead({ council, me }: { council: string | null; me: Me | null }) {
  return (
    <header className="masthead">
      <div className="masthead__row">
        <Link href="/" className="masthead__name">
          <WordMark />
          {council !== null && <span className="masthead__council">{council}</span>}
        </Link>
        {me && <Places me={me} />}
      </div>
    </header>
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

/** The button is there on narrow screens only, the places on wide ones always. */
function Places({ me }: { me: Me }) {
  const [place] = useLocation();
  const [isOpen, setOpen] = useState(false);
  const nav = useRef<HTMLElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => setOpen(false), [place]);
  useEffect(() => {
    if (!isOpen) return;
    const outside = (event: Event): void => {
      if (event.target instanceof Node && !nav.current?.contains(event.target)) setOpen(false);
    };
    document.addEventListener('pointerdown', outside);
    document.addEventListener('focusin', outside);
    return () => {
      document.removeEventListener('pointerdown', outside);
      document.removeEventListener('focusin', outside);
    };
  }, [isOpen]);
  return (
    <nav
      ref={nav}
      className="masthead__nav"
      aria-label="Candour"
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !isOpen) return;
        setOpen(false);
        button.current?.focus();
      }}
    >
      <button
        ref={button}
        type="button"
        className="masthead__menu"
        aria-expanded={isOpen}
        aria-controls="places"
        onClick={() => setOpen(!isOpen)}
      >
        Menu
      </button>
      <div id="places" className={isOpen ? 'masthead__places masthead__places--open' : 'masthead__places'}>
        <PlaceList me={me} place={place} />
      </div>
    </nav>
  );
}

function PlaceList({ me, place }: { me: Me; place: string }) {
  const [, go] = useLocation();
  const leave = async (): Promise<void> => {
    await signOut();
    go('/sign-in');
  };
  return (
    <>
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
    </>
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
