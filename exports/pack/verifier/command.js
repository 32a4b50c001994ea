import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { judgePack } from './judge.js';

// node verify.mjs [folder] [--expect FINGERPRINT]: exit code 0 when the pack is whole, 1 when it is not.
const given = process.argv.slice(2);
const expectAt = given.indexOf('--expect');
const [, expected = ''] = expectAt < 0 ? [] : given.splice(expectAt, 2);
const [folder = dirname(fileURLToPath(import.meta.url))] = given;

const found = [];
const entries = await readdir(folder, { recursive: true, withFileTypes: true });
for (const entry of entries.filter((one) => !one.isDirectory())) {
  const path = join(entry.parentPath ?? entry.path, entry.name);
  const { size } = await stat(path);
  found.push({ path: relative(folder, path).split(sep).join('/'), size, read: () => createReadStream(path) });
}

const verdict = await judgePack(found, expected, () => undefined);
const say = (line) => process.stdout.write(`${line}\n`);
if (verdict.about !== '') say(verdict.about);
if (verdict.fingerprint !== '') say(`Fingerprint of the list: ${verdict.fingerprint}`);
for (const problem of verdict.problems) say(problem);
say(
  verdict.passed
    ? `Passed: all ${verdict.files} files are as they were made, and nothing else is here.`
    : 'Not passed: do not rely on this copy. Ask for the pack again.',
);
process.exitCode = verdict.passed ? 0 : 1;
