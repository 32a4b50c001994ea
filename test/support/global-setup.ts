import { execFileSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import chromium from '@sparticuz/chromium';

const project = resolve(import.meta.dirname, '../..');

/** Builds the workspace when its sources are newer, and unpacks the browser before parallel workers could meet it half written. */
const setUp = async (): Promise<void> => {
  if (newestIn('editor', 'dist') > changedAt(join(project, 'editor/dist/index.html'))) {
    execFileSync('npm', ['run', '--silent', 'build'], {
      cwd: project,
      // Jest's own NODE_ENV would build the slow development version of React.
      env: { ...process.env, NODE_ENV: 'production' },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  }
  await chromium.executablePath();
};

/** When the newest file of a folder was changed, in milliseconds; `apart` is a folder in it that does not count. */
function newestIn(folder: string, apart: string): number {
  const files = readdirSync(join(project, folder), { recursive: true, withFileTypes: true });
  const times = files
    .filter((file) => file.isFile() && !file.parentPath.includes(join(folder, apart)))
    .map((file) => changedAt(join(file.parentPath, file.name)));
  return Math.max(...times);
}

function changedAt(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

// eslint-disable-next-line no-restricted-syntax -- Jest calls the default export
export default setUp;
