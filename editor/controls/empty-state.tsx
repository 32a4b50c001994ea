import type { ReactNode } from 'react';

interface EmptyStateProps {
  title: string;
  /** What will be here, and why it is empty. */
  children: ReactNode;
  /** The one or two things to do about it. */
  actions?: ReactNode;
}

/** What stands where there is nothing yet: what it is, why it is empty, what to do. */
export function EmptyState({ title, children, actions }: EmptyStateProps) {
  return (
    <div className="empty-state">
      <h2 className="govuk-heading-m">{title}</h2>
      <div className="govuk-body">{children}</div>
      {actions !== undefined && <div className="govuk-button-group">{actions}</div>}
    </div>
  );
}
