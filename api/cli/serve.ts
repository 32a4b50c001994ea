import type { Command } from 'commander';
import { readConfig } from '../config.ts';
import { startServer } from '../serve.ts';
import { print } from './command.ts';

/** How long a clean stop may take before the process ends all the same, in milliseconds. */
const STOP_WITHIN = 20_000;

/** Adds `candour serve`. */
export function registerServe(program: Command): void {
  program
    .command('serve')
    .description('start the server; settings come from environment variables (see the README)')
    .action(serve);
}

async function serve(): Promise<void> {
  const server = await startServer(readConfig(process.env));
  if (server.setUpLink === null) print(`Candour is running at ${server.url}`);
  else print(`Candour is running. Open this link within an hour to set it up:\n${server.setUpLink}`);
  const signal = await new Promise<string>((resolve) => {
    process.once('SIGTERM', resolve).once('SIGINT', resolve);
  });
  print(`Stopping (${signal}).`);
  setTimeout(() => process.exit(1), STOP_WITHIN).unref();
  await server.close();
  process.exit(0);
}
