import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { constants, setPriority } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Finished, FinishTask } from '../finish.ts';
import { PdfUnavailable } from '../unavailable.ts';

/**
 * Finishes PDFs, one at a time, in a process of its own: people who type meanwhile notice nothing, and a file that is too large
 * or not understood ends that process and no other.
 */
export interface Finisher {
  /** Starts the process if there is none: it loads its code while the pages are still being drawn. */
  warm(): void;
  /** Rejects with PdfUnavailable when the process ends before it answers. */
  finish(task: FinishTask): Promise<Finished>;
  /** Ends the process, whatever it is doing; the next use starts another. */
  end(): void;
}

const unfinished =
  'The PDF was drawn, but could not be finished; it may be too large. Try again; if it happens again, tell whoever runs Candour.';
const idleLimit = 5 * 60_000;
const heapLimit = '--max-old-space-size=1024';

/** A finisher; it starts no process before it is used, and ends it after a while without use. */
export function createFinisher(): Finisher {
  let current: ChildProcess | undefined;
  let idle: NodeJS.Timeout | undefined;

  function take(): ChildProcess {
    clearTimeout(idle);
    if (current) return current;
    const child = startChild();
    child.once('exit', () => {
      if (current === child) current = undefined;
    });
    current = child;
    return child;
  }

  function end(): void {
    clearTimeout(idle);
    current?.kill('SIGKILL');
    current = undefined;
  }

  return {
    warm: () => void take(),
    async finish(task) {
      const child = take();
      const answered = answerOf(child);
      child.send(task, () => undefined); // when it cannot be sent, the process has ended, which answerOf hears
      const finished = await answered;
      idle = setTimeout(end, idleLimit).unref();
      return finished;
    },
    end,
  };
}

/** Nothing of this process's environment, which may hold secrets. It must not keep this process from ending. */
function startChild(): ChildProcess {
  const child = fork(fileURLToPath(new URL('./child.js', import.meta.url)), {
    execArgv: [heapLimit],
    env: { PATH: '/usr/local/bin:/usr/bin:/bin' },
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  child.on('error', () => undefined); // whoever waits for an answer hears that it ended
  if (child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_BELOW_NORMAL);
  child.unref();
  child.channel?.unref();
  return child;
}

async function answerOf(child: ChildProcess): Promise<Finished> {
  const waiting = new AbortController();
  const ended = once(child, 'exit', waiting).then(() => Promise.reject(new PdfUnavailable(unfinished)));
  ended.catch(() => undefined);
  try {
    const [finished] = (await Promise.race([once(child, 'message', waiting), ended])) as [Finished];
    return finished;
  } finally {
    waiting.abort();
  }
}
