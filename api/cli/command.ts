import { type Config, readConfig } from '../config.ts';
import { connectDatabase } from '../database/connect.ts';
import { joinFeatures } from '../features.ts';
import { log } from '../http/log.ts';

/** What a command needs of its surroundings. `serverRunning`: a server holds the data and the command goes through it. */
export interface CommandContext {
  config: Config;
  serverRunning: boolean;
}

/** Runs a command's work on the data, through the running server's database if there is one; closes it in any case. */
export async function withData<T>(work: (context: CommandContext) => Promise<T>): Promise<T> {
  const config = readConfig(process.env);
  log.level = config.CANDOUR_LOG === 'info' ? 'warn' : config.CANDOUR_LOG;
  const database = await connectDatabase(config, { join: true });
  try {
    joinFeatures(config);
    return await work({ config, serverRunning: database.joined });
  } finally {
    await database.close();
  }
}

/** Prints one line of a command's result. */
export function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Prints a command's result for programs, as one JSON document. */
export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
}
