import { createHash } from 'node:crypto';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';

/** The files of a pack by path. */
export type Files = Map<string, Uint8Array>;

const sha = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** The files with a list that agrees with them, as somebody who knows the format would forge it. */
export function listed(files: Files): Files {
  const inside = [...files].filter(([path]) => !path.startsWith('manifest.'));
  const list = inside.map(([path, bytes]) => ({ path, bytes: bytes.length, sha256: sha(bytes) }));
  const manifest = strToU8(JSON.stringify({ format: 'candour-pack', formatVersion: 1, files: list }));
  const sums = strToU8(`${sha(manifest)}  manifest.json\n`);
  return new Map([...inside, ['manifest.json', manifest], ['manifest.sha256', sums]]);
}

/** The ZIP of these files. */
export function zipped(files: Files): Buffer {
  return Buffer.from(zipSync(Object.fromEntries(files)));
}

/** The same files, one of them another. */
export function changed(files: Files, path: string, content: string | Uint8Array): Files {
  return new Map([...files, [path, typeof content === 'string' ? strToU8(content) : content]]);
}

/** The same files with another assessment.json, and a list that agrees. */
export function withData(files: Files, change: (data: string) => string): Files {
  const data = new TextDecoder().decode(files.get('assessment.json'));
  return listed(changed(files, 'assessment.json', change(data)));
}

/** Writes a file into a new folder; answers where. */
export async function onDisk(bytes: Uint8Array): Promise<string> {
  const path = join(await mkdtemp(join(tmpdir(), 'candour-pack-test-')), 'pack.zip');
  await writeFile(path, bytes);
  return path;
}

/** A form with a pack. */
export function formWith(bytes: Uint8Array): FormData {
  const form = new FormData();
  form.set('file', new Blob([new Uint8Array(bytes)]), 'pack.zip');
  return form;
}
