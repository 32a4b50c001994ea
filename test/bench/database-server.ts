import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { openEmbedded } from '../../api/database/embedded/open.ts';

/** What the server says: once where it is and how long it took to open, then how it fares whenever it is asked. */
export type FromServer = { uri: string; opening: number } | { memory: number; delay: number };

// Keeps a database as Candour does, its own thread free; times in milliseconds, memory in MB.
const [, , folder = ''] = process.argv;
const started = performance.now();
const embedded = await openEmbedded({ folder });
const delays = monitorEventLoopDelay({ resolution: 1 });
delays.enable();
tell({ uri: embedded.uri, opening: performance.now() - started });

process.on('message', () => {
  tell({ memory: process.memoryUsage.rss() / 1024 / 1024, delay: delays.max / 1e6 });
  delays.reset();
});
process.on('disconnect', () => void embedded.close().then(() => process.exit()));

function tell(message: FromServer): void {
  process.send?.(message);
}
