import { Component, type ReactNode } from 'react';
import { type ApiFailure, asFailure, unreachable } from '../../client/api-failure.ts';
import { Button, LinkButton } from '../../controls/button.tsx';
import { Page } from './page.tsx';

/** There is no such page or record. */
export function NotFoundPage() {
  return (
    <Page title="Page not found" width="narrow">
      <p className="govuk-body">
        If you typed the address, check it is right. If you followed a link, what it led to may have been
        removed, or you may not have been given a place in that assessment.
      </p>
      <LinkButton href="/">Go to the assessments</LinkButton>
    </Page>
  );
}

/** The person may not see this. */
export function ForbiddenPage({ message }: { message: string }) {
  return (
    <Page title="You cannot open this page" width="narrow">
      <p className="govuk-body">{message}</p>
      <LinkButton href="/">Go to the assessments</LinkButton>
    </Page>
  );
}

/** Something did not work; what to do about it. */
export function FailedPage({ failure, retry }: { failure: ApiFailure; retry: () => void }) {
  if (failure.status === 404) return <NotFoundPage />;
  if (failure.status === 403) return <ForbiddenPage message={failure.message} />;
  const title = failure.code === 'unreachable' ? 'Candour could not be reached' : 'Something went wrong';
  return (
    <Page title={title} width="narrow">
      <p className="govuk-body">{failure.message}</p>
      <Button onClick={retry}>Try again</Button>
    </Page>
  );
}

interface BoundaryState {
  failure: ApiFailure | null;
}

/** Catches what a page threw while it was being drawn. A new `place` starts afresh. */
export class ErrorBoundary extends Component<{ place: string; children: ReactNode }, BoundaryState> {
  override state: BoundaryState = { failure: null };

  static getDerivedStateFromError(error: unknown): BoundaryState {
    return { failure: isStaleBuild(error) ? staleBuild(error) : asFailure(error) };
  }

  override componentDidUpdate(before: { place: string }): void {
    if (before.place !== this.props.place && this.state.failure) this.setState({ failure: null });
  }

  override render(): ReactNode {
    const { failure } = this.state;
    if (!failure) return this.props.children;
    return <FailedPage failure={failure} retry={() => location.reload()} />;
  }
}

/** After an update of the server, an open page asks for script files that are gone. */
function isStaleBuild(error: unknown): error is TypeError {
  return error instanceof TypeError && /dynamically imported module|module script/i.test(error.message);
}

function staleBuild(error: TypeError): ApiFailure {
  if (!navigator.onLine) return unreachable({ reading: true });
  return Object.assign(asFailure(error), {
    message: 'Part of this page could not be loaded. Candour may have been updated: load the page again.',
  });
}
