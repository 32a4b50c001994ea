import { type Command, type Context, type Reply } from '../commands/context.ts';

/** Runs commands in their sessions. */
export interface Sessions {
  run(
    command: Command,
    context: Omit<Context, 'view'>,
    execute: (context: Omit<Context, 'view'>) => Promise<Reply>,
  ): Promise<Reply>;
}

/** Sessions, their retryable writes and their transactions. */
export function createSessions(): Sessions {
  return { run: (_command, context, execute) => execute(context) };
}
