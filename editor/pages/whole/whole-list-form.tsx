import type { ReactNode } from 'react';
import { Button } from '../../controls/button.tsx';
import { ErrorSummary } from '../../controls/error-summary.tsx';
import { ProblemsProvider } from '../../controls/problems.tsx';
import { ConflictNotice } from './conflict-notice.tsx';
import type { WholeList } from './use-whole-list.ts';

interface WholeListFormProps<View, Row> {
  list: WholeList<View, Row>;
  /** What is saved, in words: “the glossary”. */
  what: string;
  /** What someone else saved first, to compare with. */
  drawTheirs: (theirs: View) => ReactNode;
  children: ReactNode;
}

/** The form around a list that is saved as one: what is wrong, what someone else saved first, and the button to save. */
export function WholeListForm<View extends { revision: number }, Row>({
  list,
  what,
  drawTheirs,
  children,
}: WholeListFormProps<View, Row>) {
  const { problems, theirs, busy, unsaved, saved } = list;
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void list.save();
      }}
    >
      <ProblemsProvider value={problems}>
        {problems.length > 0 && <ErrorSummary problems={problems} />}
        {theirs && (
          <ConflictNotice
            what={what}
            onKeepMine={() => void list.save(theirs.revision)}
            onTakeTheirs={() => list.startFrom(theirs)}
          >
            {drawTheirs(theirs)}
          </ConflictNotice>
        )}
        {children}
        <div className="save-bar">
          <Button type="submit" busy={busy}>
            {busy ? 'Saving…' : 'Save'}
          </Button>
          <p className="save-bar__state" role="status">
            {unsaved ? 'Changes not saved yet' : saved ? 'Saved' : ''}
          </p>
        </div>
      </ProblemsProvider>
    </form>
  );
}
