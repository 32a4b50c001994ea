import { isDeepStrictEqual } from 'node:util';
import { type MongoClient } from 'mongodb';
import { type Requirement } from './format.ts';

/** The server under test, as requirements see it. */
export interface Server {
  version: string;
  topology: string;
  parameters: Record<string, unknown>;
}

/** Asks the server what it is. */
export async function describeServer(client: MongoClient): Promise<Server> {
  const admin = client.db('admin');
  const hello = await admin.command({ hello: 1 });
  const { version } = (await admin.command({ buildInfo: 1 })) as unknown as { version: string };
  const topology = hello['msg'] === 'isdbgrid' ? 'sharded' : 'setName' in hello ? 'replicaset' : 'single';
  return { version, topology, parameters: {} };
}

/** Whether a test is meant for this server: one of its requirements is met, or it has none. */
export function applies(requirements: Requirement[] | undefined, server: Server): boolean {
  return requirements === undefined || requirements.some((one) => isMet(one, server));
}

function isMet(requirement: Requirement, { version, topology, parameters }: Server): boolean {
  const { minServerVersion, maxServerVersion, topologies, serverless, auth, csfle, serverParameters } =
    requirement;
  if (minServerVersion !== undefined && compareVersions(version, minServerVersion) < 0) return false;
  if (maxServerVersion !== undefined && compareVersions(version, maxServerVersion) > 0) return false;
  if (topologies && !topologies.includes(topology)) return false;
  if (serverless === 'require' || auth === true || (csfle !== undefined && csfle !== false)) return false;
  return Object.entries(serverParameters ?? {}).every(([name, value]) =>
    isDeepStrictEqual(parameters[name], value),
  );
}

/** Parts that a version does not give count as 0. */
function compareVersions(a: string, b: string): number {
  const [left, right] = [a, b].map((text) => text.split('.').map(Number));
  for (let at = 0; at < 3; at++) {
    const order = (left?.[at] ?? 0) - (right?.[at] ?? 0);
    if (order !== 0) return order;
  }
  return 0;
}
