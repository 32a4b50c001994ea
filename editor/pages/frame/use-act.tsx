import { type ReactNode, useRef, useState } from 'react';
import { type ApiFailure, asFailure } from '../../client/api-failure.ts';
import { noticeFailure } from '../../client/queries.ts';
import { Notice } from '../../controls/notice.tsx';

interface Act {
  /** Runs the work unless some is running; a failure is shown in `problem`. True when it worked. */
  act: (work: () => Promise<unknown>) => Promise<boolean>;
  busy: boolean;
  /** What went wrong the last time, as a notice to put near the button; null otherwise. */
  problem: ReactNode;
  failure: ApiFailure | null;
}

/** For a button outside a form that asks the server to do something. */
export function useAct(): Act {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<ApiFailure | null>(null);
  const running = useRef(false);
  const act = async (work: () => Promise<unknown>): Promise<boolean> => {
    if (running.current) return false;
    running.current = true;
    setBusy(true);
    setFailure(null);
    try {
      await work();
      return true;
    } catch (error) {
      noticeFailure(error);
      setFailure(asFailure(error));
      return false;
    } finally {
      running.current = false;
      setBusy(false);
    }
  };
  const problem = failure && (
    <Notice kind="error" title="That did not work" announce>
      <p className="govuk-body">{failure.problems[0]?.message ?? failure.message}</p>
    </Notice>
  );
  return { act, busy, problem, failure };
}
