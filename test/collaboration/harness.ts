import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { RegionText, SectionText } from '../../editor/schema/document.ts';
import type { Role } from '../../api/accounts/vocabulary.ts';
import { readConfig } from '../../api/config.ts';
import { type Collaboration, createCollaboration } from '../../api/collaboration/server.ts';
import { seedSection } from '../../api/collaboration/service.ts';
import { connectDatabase, type Database } from '../../api/database/connect.ts';
import { NotFound } from '../../api/http/errors.ts';
import { log } from '../../api/http/log.ts';
import type { Actor } from '../../api/policy.ts';
import { newOwnData, type OwnData } from '../support/own-data.ts';
import { until } from '../support/until.ts';
import { type Page, openPage, type PageOptions } from './page.ts';

/** Collaboration alone on a real server and database; who a cookie stands for is told, not stored. */
export interface Harness {
  readonly port: number;
  readonly server: Server;
  /** Signs somebody in; answers their cookie. */
  signIn(name: string, role: Role | null): string;
  /** Changes what somebody may do, or (null) signs them out; the server is not told. */
  become(cookie: string, role: Role | null): void;
  signOut(cookie: string): void;
  actor(cookie: string): Actor;
  /** A new section with this text. */
  section(text?: SectionText): Promise<string>;
  page(section: string, cookie: string, options?: Partial<PageOptions>): Page;
  /** Stops and starts the server on the same data. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

/** The one assessment of the harness. */
export const ASSESSMENT = 'a'.repeat(24);

let sections = 0;

/** Starts it. One at a time in a test file. */
export async function startHarness(): Promise<Harness> {
  log.level = 'silent';
  const data = await newOwnData();
  const people = new Map<string, Actor>();
  const pages = new Set<Page>();
  const known = new Set<string>();
  const start = async (): Promise<Stack> => startStack(data, people, known);
  let stack = await start();
  const port = (): number => (stack.server.address() as AddressInfo).port;
  return {
    get port() {
      return port();
    },
    get server() {
      return stack.server;
    },
    signIn(name, role) {
      const cookie = `candour-session=${name.toLowerCase()}`;
      people.set(cookie, actorWith(name, role));
      return cookie;
    },
    become: (cookie, role) => void people.set(cookie, actorWith(found(people, cookie).name, role)),
    signOut: (cookie) => void people.delete(cookie),
    actor: (cookie) => found(people, cookie),
    async section(text = claims('One claim.')) {
      sections += 1;
      const id = sections.toString(16).padStart(24, '0');
      known.add(id);
      await seedSection(id, text);
      return id;
    },
    page(section, cookie, options = {}) {
      const page = openPage({ port: port(), section, cookie, ...options });
      pages.add(page);
      return page;
    },
    async restart() {
      await stopStack(stack);
      stack = await start();
    },
    async close() {
      for (const page of pages) page.close();
      await stopStack(stack);
      await data.remove();
    },
  };
}

interface Stack {
  server: Server;
  database: Database;
  collaboration: Collaboration;
}

async function startStack(data: OwnData, people: Map<string, Actor>, known: Set<string>): Promise<Stack> {
  const database = await connectDatabase(readConfig(data.settings), { join: false });
  const server = createServer((_req, res) => void res.end());
  const collaboration = createCollaboration({
    authenticate: (request) => Promise.resolve(people.get(request.headers.cookie ?? '') ?? null),
    findSection: (section) =>
      known.has(section)
        ? Promise.resolve({ assessment: ASSESSMENT, agreed: false })
        : Promise.reject(new NotFound()),
  });
  await collaboration.attach(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, database, collaboration };
}

async function stopStack({ server, database, collaboration }: Stack): Promise<void> {
  await collaboration.close();
  server.close();
  await until(() => !server.listening, 'the server to stop');
  await database.close();
}

function actorWith(name: string, role: Role | null): Actor {
  const memberships = role === null ? [] : [{ assessment: ASSESSMENT, role, sections: [] }];
  const id = Buffer.from(name.padEnd(12)).toString('hex').slice(0, 24);
  const email = `${name.toLowerCase()}@example.gov.uk`;
  return { id, name, email, organisation: '', administrator: false, session: `session-${id}`, memberships };
}

function found(people: Map<string, Actor>, cookie: string): Actor {
  const actor = people.get(cookie);
  if (!actor) throw new Error(`Nobody has the cookie ${cookie}`);
  return actor;
}

/** A section with an overview and two sides; the claims, '' for an empty one, stand on the first side. */
export function claims(...words: string[]): SectionText {
  const content = words.map((text, index) => ({
    type: 'claim' as const,
    attrs: { id: claimId(index), level: 0 as const },
    ...(text !== '' && { content: [{ type: 'text' as const, text }] }),
  }));
  const empty: RegionText = { type: 'doc', content: [] };
  return { overview: empty, effective: { type: 'doc', content }, development: empty };
}

/** The id of the n-th claim of {@link claims}. */
export function claimId(index: number): string {
  return `claim${String(index).padStart(7, '0')}`;
}
