import { benchCollaboration } from './collaboration.ts';
import { benchDatabase } from './database.ts';
import { benchPdf } from './pdf/bench.ts';

/** The benchmarks by name: `npm run bench -- NAME`. */
const benches: Record<string, () => Promise<void>> = {
  collaboration: benchCollaboration,
  database: benchDatabase,
  pdf: benchPdf,
};

const [name = ''] = process.argv.slice(2);
const bench = benches[name];
if (bench) {
  await bench();
} else {
  process.stderr.write(`Name a benchmark: ${Object.keys(benches).join(', ')}\n`);
  process.exitCode = 2;
}
