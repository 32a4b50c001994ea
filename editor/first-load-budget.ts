import { gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

interface Chunk {
  type: 'chunk';
  code: string;
  isEntry: boolean;
  imports: string[];
}

/** Prints the gzipped size of the script that the first page needs, and fails the build when it is over `limit` bytes. */
export function firstLoadBudget(limit: number): Plugin {
  let say: (line: string) => void = () => undefined;
  return {
    name: 'candour:first-load-budget',
    apply: 'build',
    configResolved: (config) => {
      say = (line) => config.logger.info(line);
    },
    generateBundle(_options, bundle) {
      const chunks = new Map<string, Chunk>();
      for (const [name, file] of Object.entries(bundle)) if (file.type === 'chunk') chunks.set(name, file);
      const bytes = firstLoad(chunks).reduce((sum, chunk) => sum + gzipSync(chunk.code).length, 0);
      const line = `first load: ${kilobytes(bytes)} of script, gzipped (limit ${kilobytes(limit)})`;
      if (bytes > limit) this.error(line);
      else say(line);
    },
  };
}

/** The entry chunks and everything they import before the first page can show. */
function firstLoad(chunks: ReadonlyMap<string, Chunk>): Chunk[] {
  const wanted = new Set([...chunks].filter(([, chunk]) => chunk.isEntry).map(([name]) => name));
  for (const name of wanted) for (const next of chunks.get(name)?.imports ?? []) wanted.add(next);
  return [...wanted].flatMap((name) => chunks.get(name) ?? []);
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`;
}
