import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbedded } from '../../api/database/embedded/open.ts';
import { startProxy } from '../support/database-proxy.ts';
import { failPoints } from './fail-points.ts';

/** Starts the embedded database in a temporary folder, with the fail points that the specification tests ask for. */
export async function openForSpecifications(): Promise<{ uri: string; close(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'spec-'));
  const database = await openEmbedded({ folder });
  const proxy = await startProxy(database.uri, failPoints());
  const close = async (): Promise<void> => {
    await proxy.close();
    await database.close();
    await rm(folder, { recursive: true, force: true });
  };
  return { uri: proxy.uri, close };
}
