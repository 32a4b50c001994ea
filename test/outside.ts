import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dataFileOf } from '../api/database/embedded/maintenance/files.ts';
import { verifyFile } from '../api/database/embedded/maintenance/verify.ts';
import { openEmbedded } from '../api/database/embedded/open.ts';

/*
 * Runs tests on one database that they did not open: `npm run test:outside -- test/api`. It is an embedded one in this
 * process, which they reach over TCP with a password, as they would a MongoDB. Fails too if a test left something in it, or it is not whole.
 */
const folder = await mkdtemp(join(tmpdir(), 'outside-'));
const database = await openEmbedded({ folder, tcp: true });
try {
  const tests = spawn('npm', ['test', '--', ...process.argv.slice(2)], {
    env: { ...process.env, TEST_MONGO_URI: database.uri },
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  const [code] = (await once(tests, 'exit')) as [number | null];
  await database.close();
  const { collections, problems } = await verifyFile(dataFileOf(folder));
  const wrong = [...problems, ...collections.map(({ ns }) => `${ns} was left behind`)];
  for (const line of wrong) process.stderr.write(`${line}\n`);
  process.exitCode = wrong.length > 0 ? 1 : (code ?? 1);
} finally {
  await rm(folder, { recursive: true, force: true });
}
