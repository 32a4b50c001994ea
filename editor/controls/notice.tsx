import type { ReactNode } from 'react';

interface NoticeProps {
  kind?: 'information' | 'success' | 'warning' | 'error';
  title?: string;
  children?: ReactNode;
  /** Read out when it appears. */
  announce?: boolean;
}

const kinds = { information: 'Note', success: 'Done', warning: 'Important', error: 'Problem' } as const;

/** A box that says something about the whole page; its kind is said in words, not by colour alone. */
export function Notice({ kind = 'information', title, children, announce = false }: NoticeProps) {
  const role = announce ? (kind === 'error' ? 'alert' : 'status') : undefined;
  return (
    <div className={`notice notice--${kind}`} role={role}>
      <p className="notice__title">{title ?? kinds[kind]}</p>
      {children}
    </div>
  );
}
