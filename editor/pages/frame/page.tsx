import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { useArrival, useTitle } from './navigation.ts';

interface PageProps {
  title: string;
  /** What stands above the heading, such as the assessment the page is of. */
  eyebrow?: ReactNode;
  /** One or two sentences under the heading. */
  lead?: ReactNode;
  /** The page above this one. */
  back?: { href: string; label: string };
  /** Buttons beside the heading. */
  actions?: ReactNode;
  width?: 'narrow' | 'wide';
  children: ReactNode;
}

/** One page: a sheet of paper with its heading, which names it in the browser too and takes the focus on arrival. */
export function Page({ title, eyebrow, lead, back, actions, width, children }: PageProps) {
  return (
    <div className={`page${width ? ` page--${width}` : ''}`}>
      {back && (
        <Link href={back.href} className="govuk-back-link">
          {back.label}
        </Link>
      )}
      <div className="sheet">
        <header className={`page__head${actions ? ' page__head--with-actions' : ''}`}>
          <div>
            {eyebrow !== undefined && <p className="eyebrow">{eyebrow}</p>}
            <PageHeading title={title} />
            {lead !== undefined && <p className="page__lead">{lead}</p>}
          </div>
          {actions !== undefined && <div className="page__actions">{actions}</div>}
        </header>
        {children}
      </div>
    </div>
  );
}

/** The heading of a page that draws its own frame. */
export function PageHeading({ title, className = 'govuk-heading-l' }: { title: string; className?: string }) {
  useTitle(title);
  const heading = useArrival();
  return (
    <h1 className={className} ref={heading} tabIndex={-1}>
      {title}
    </h1>
  );
}
