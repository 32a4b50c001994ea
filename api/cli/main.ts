import { Command, CommanderError } from 'commander';
import { ExpectedError } from '../http/errors.ts';
import { registerDatabase } from './database.ts';
import { registerExport } from './export.ts';
import { registerImport } from './import.ts';
import { registerServe } from './serve.ts';
import { registerUser } from './user.ts';

const program = new Command('candour')
  .description('Write a self-assessment of children’s services together, with its evidence')
  .showHelpAfterError()
  .exitOverride();

registerServe(program);
registerImport(program);
registerExport(program);
registerUser(program);
registerDatabase(program);

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = exitCodeOf(error);
}

/** 0 done, 1 failed, 2 used wrongly. What failed is said in one line, its fields below it. */
function exitCodeOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`candour: ${message}\n`);
  if (error instanceof ExpectedError) {
    for (const problem of error.problems) process.stderr.write(`  ${problem.field}: ${problem.message}\n`);
  }
  return 1;
}
