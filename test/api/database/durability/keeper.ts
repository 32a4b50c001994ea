import { openEmbedded } from '../../../../api/database/embedded/open.ts';

// Run as a process of its own with a limit on the size of its files: keeps the data of a folder until it is stopped.

// Without a listener the signal would end the process; with one, the write fails as on a full disk.
process.on('SIGXFSZ', () => undefined);
const [, , folder = ''] = process.argv;
const { uri } = await openEmbedded({ folder });
process.stdout.write(`${uri}\n`);
