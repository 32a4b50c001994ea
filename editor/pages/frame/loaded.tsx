import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { asFailure } from '../../client/api-failure.ts';
import { Button } from '../../controls/button.tsx';
import { Notice } from '../../controls/notice.tsx';
import { FailedPage } from './failures.tsx';

/** While something is being fetched. */
export function Loading({ what = 'Loading…' }: { what?: string }) {
  return (
    <p className="loading page" role="status">
      {what}
    </p>
  );
}

/** A page that needs what a query answers: loading, failed, or the page. What was loaded before stays on a failure. */
export function Loaded<T>({
  query,
  children,
}: {
  query: UseQueryResult<T>;
  children: (data: T) => ReactNode;
}) {
  if (query.data !== undefined) return children(query.data);
  if (query.isError) {
    return <FailedPage failure={asFailure(query.error)} retry={() => void query.refetch()} />;
  }
  return <Loading />;
}

/** The same for a part of a page. */
export function LoadedPart<T>({
  query,
  children,
}: {
  query: UseQueryResult<T>;
  children: (data: T) => ReactNode;
}) {
  if (query.data !== undefined) return children(query.data);
  if (query.isError) {
    return (
      <Notice kind="error" title="This part could not be loaded" announce>
        <p className="govuk-body">{asFailure(query.error).message}</p>
        <Button look="secondary" small onClick={() => void query.refetch()}>
          Try again
        </Button>
      </Notice>
    );
  }
  return (
    <p className="loading" role="status">
      Loading…
    </p>
  );
}
