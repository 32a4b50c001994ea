import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type Framework, frameworkSchema } from './contract.ts';

const folder = join(import.meta.dirname, '../../templates/frameworks');

/**
 * Reads and validates every framework in a folder (templates/frameworks unless told), oldest first. Throws an Error
 * that names the file when one does not fit the contract or does not carry its file's name as id.
 */
export function readFrameworkFiles(from: string = folder): Framework[] {
  const frameworks = readdirSync(from)
    .filter((name) => name.endsWith('.json'))
    .map((name) => readFrameworkFile(join(from, name)));
  return frameworks.sort((a, b) => a.effectiveFrom.localeCompare(b.effectiveFrom));
}

function readFrameworkFile(path: string): Framework {
  const parsed = frameworkSchema.safeParse(JSON.parse(readFileSync(path, 'utf8')));
  if (!parsed.success) {
    const reasons = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new Error(`The framework file ${basename(path)} is not valid: ${reasons.join('; ')}`);
  }
  if (`${parsed.data.id}.json` !== basename(path)) {
    throw new Error(`The framework file ${basename(path)} holds the framework ${parsed.data.id}`);
  }
  return parsed.data;
}
