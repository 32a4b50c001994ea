import { readFileSync } from 'node:fs';

const folder = new URL('./verifier/', import.meta.url);

/**
 * The verifier as the one file it is in a pack, in both forms made of the same source: a page for a browser without a network, and
 * a program for Node.js without packages. The same build of Candour gives the same text.
 */
export function verifierFiles(): { page: string; program: string } {
  const core = ['sha256.js', 'judge.js'].map(joinable).join('\n');
  const script = `(() => {\n'use strict';\n${core}\n${joinable('page.js')}\n})();`;
  return {
    page: read('page.html').replace('/* script */', () => script),
    program: `// Checks an evidence pack: node verify.mjs [folder] [--expect FINGERPRINT]\n${core}\n${joinable('command.js')}`,
  };
}

/** A source file with nothing that ties it to its neighbours: they become one text. */
function joinable(name: string): string {
  return read(name)
    .replace(/^import .* from '\.\/[^']+';\n/gm, '')
    .replace(/^export /gm, '');
}

function read(name: string): string {
  return readFileSync(new URL(name, folder), 'utf8');
}
