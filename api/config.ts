import { resolve } from 'node:path';
import { z } from 'zod';

const megabytes = z.coerce
  .number()
  .positive()
  .transform((value) => Math.round(value * 1024 * 1024));

/** Every environment variable Candour reads, with its default; the README's table is checked against this. */
export const settings = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  CANDOUR_DATA: z
    .string()
    .min(1)
    .default('./data')
    .transform((folder) => resolve(folder)),
  CANDOUR_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .transform((url) => url?.replace(/\/+$/, '')),
  CANDOUR_UPLOAD_MB: megabytes.default(100 * 1024 * 1024),
  CANDOUR_BROWSER: z.string().min(1).optional(),
  CANDOUR_TRUST_PROXY: z.string().min(1).optional(),
  CANDOUR_LOG: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('info'),
  MONGO_URI: z
    .string()
    .regex(/^mongodb(\+srv)?:\/\//, 'must start with mongodb:// or mongodb+srv://')
    .optional(),
});

/** The configuration, read and validated once. Folder paths are absolute, sizes in bytes. */
export type Config = Readonly<z.output<typeof settings>>;

/** A wrong environment variable, said in one line. */
export class ConfigError extends Error {}

/** Reads the configuration from environment variables. Throws ConfigError naming the first wrong variable. */
export function readConfig(environment: NodeJS.ProcessEnv): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const result = settings.safeParse(given);
  if (result.success) return Object.freeze(result.data);
  const [issue] = result.error.issues;
  const name = String(issue?.path[0]);
  throw new ConfigError(`${name}=${String(given[name])} cannot be used: ${issue?.message ?? 'not valid'}`);
}
