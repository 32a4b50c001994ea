import { createSha256 } from './sha256.js';

/**
 * A file that was found: its path below the pack's folder, with slashes, and its bytes.
 * @typedef {{ path: string, size: number, read: () => AsyncIterable<Uint8Array> }} FoundFile
 */

/**
 * What was found out. `ready` is false when no pack was found at all. Each problem is a plain sentence that names its file.
 * @typedef {{ ready: boolean, passed: boolean, about: string, files: number, fingerprint: string, problems: string[] }} Verdict
 */

/** What computers put into folders by themselves. */
const clutter = /(^|\/)(\.DS_Store|Thumbs\.db|desktop\.ini)$/;

/**
 * Compares a folder with the list of the pack in it. `expected` is the fingerprint the council gave, or ''.
 * @param {readonly FoundFile[]} found
 * @param {string} expected
 * @param {(done: number, all: number) => void} report in bytes
 * @returns {Promise<Verdict>}
 */
export async function judgePack(found, expected, report) {
  const files = belowManifest(found);
  const manifest = files.get('manifest.json');
  if (!manifest)
    return nothing('There is no manifest.json here. Choose the whole folder that the ZIP was extracted to.');
  const bytes = await wholeOf(manifest);
  const fingerprint = hashOf(bytes);
  const list = listIn(bytes);
  const problems = await problemsOfList(files.get('manifest.sha256'), fingerprint, expected);
  if (!list)
    return { ...nothing('manifest.json is damaged: it cannot be read as a list of files.'), fingerprint };
  problems.push(...(await problemsOfFiles(files, list.files, report)));
  const { length } = list.files;
  return {
    ready: true,
    passed: problems.length === 0,
    about: list.about,
    files: length,
    fingerprint,
    problems,
  };
}

/** @param {string} problem @returns {Verdict} */
function nothing(problem) {
  return { ready: false, passed: false, about: '', files: 0, fingerprint: '', problems: [problem] };
}

/**
 * The files of the pack by path, wherever in the chosen folder it lies.
 * @param {readonly FoundFile[]} found
 * @returns {Map<string, FoundFile>}
 */
function belowManifest(found) {
  const manifests = found.map(({ path }) => path).filter((path) => /(^|\/)manifest\.json$/.test(path));
  const [nearest = ''] = manifests.sort((a, b) => a.length - b.length);
  const folder = nearest.slice(0, -'manifest.json'.length);
  const inside = found.filter(({ path }) => path.startsWith(folder) && !clutter.test(path));
  return new Map(inside.map((file) => [file.path.slice(folder.length), file]));
}

/**
 * @param {FoundFile | undefined} sums
 * @param {string} fingerprint
 * @param {string} expected
 */
async function problemsOfList(sums, fingerprint, expected) {
  const problems = [];
  if (!sums) problems.push('Missing: manifest.sha256 is not here.');
  else if (textOf(await wholeOf(sums)) !== `${fingerprint}  manifest.json\n`) {
    problems.push(
      'Changed: manifest.json or manifest.sha256 is not as it was made; they do not fit together.',
    );
  }
  if (expected !== '' && expected.trim().toLowerCase() !== fingerprint) {
    problems.push('Changed: manifest.json does not have the fingerprint that you were given.');
  }
  return problems;
}

/**
 * @param {Map<string, FoundFile>} files
 * @param {readonly { path: string, bytes: number, sha256: string }[]} listed
 * @param {(done: number, all: number) => void} report
 */
async function problemsOfFiles(files, listed, report) {
  const problems = [];
  const all = listed.reduce((sum, { bytes }) => sum + bytes, 0);
  let done = 0;
  for (const { path, bytes, sha256 } of listed) {
    const file = files.get(path);
    if (!file) problems.push(`Missing: ${path} is not here.`);
    else if (file.size !== bytes)
      problems.push(`Changed: ${path} is ${file.size} bytes long instead of ${bytes}.`);
    else if ((await streamedHash(file)) !== sha256) problems.push(`Changed: ${path} is not as it was made.`);
    done += bytes;
    report(done, all);
  }
  const known = new Set([...listed.map(({ path }) => path), 'manifest.json', 'manifest.sha256']);
  for (const path of files.keys())
    if (!known.has(path)) problems.push(`Extra: ${path} does not belong to the pack.`);
  return problems;
}

/**
 * The list a manifest holds, or null for anything else.
 * @param {Uint8Array} bytes
 * @returns {{ about: string, files: { path: string, bytes: number, sha256: string }[] } | null}
 */
function listIn(bytes) {
  try {
    const { format, title, version, files } = JSON.parse(textOf(bytes));
    const isList = Array.isArray(files) && files.every((file) => typeof file?.path === 'string');
    return format === 'candour-pack' && isList ? { about: `${title}, ${version?.label}`, files } : null;
  } catch {
    return null;
  }
}

/** @param {FoundFile} file */
async function streamedHash(file) {
  const hash = createSha256();
  for await (const bytes of file.read()) hash.update(bytes);
  return hash.digest();
}

/** @param {FoundFile} file */
async function wholeOf(file) {
  const whole = new Uint8Array(file.size);
  let at = 0;
  for await (const bytes of file.read()) {
    whole.set(bytes.subarray(0, file.size - at), at);
    at += bytes.length;
  }
  return whole;
}

/** @param {Uint8Array} bytes */
function hashOf(bytes) {
  const hash = createSha256();
  hash.update(bytes);
  return hash.digest();
}

/** @param {Uint8Array} bytes */
function textOf(bytes) {
  return new TextDecoder().decode(bytes);
}
