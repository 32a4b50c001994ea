import type { Extension } from '@hocuspocus/server';
import { SCHEMA_VERSION } from '../../../editor/schema/schema.ts';
import { sectionIdOf } from '../../../editor/schema/ydoc.ts';
import { NotFound } from '../../http/errors.ts';
import { can } from '../../policy.ts';
import type { RefusalReason } from '../contract.ts';
import { CLOSE } from '../live/refused.ts';
import type { Sockets, Visit } from '../sockets.ts';

/** Says to a page why it may not open a document. */
class Denied extends Error {
  readonly reason: RefusalReason;

  constructor(reason: RefusalReason) {
    // Hocuspocus prints every message it meets; this is no failure.
    super('');
    this.reason = reason;
  }
}

/** Refuses a page that knows another schema: it would delete what it does not know. The token is its version. */
export function schemaGate(): Extension<Visit> {
  return {
    extensionName: 'schema-gate',
    priority: 1000,
    onAuthenticate: ({ token }) =>
      token === String(SCHEMA_VERSION) ? Promise.resolve() : Promise.reject(new Denied('reload')),
  };
}

/** Finds the assessment of a section, and whether a text of it was agreed; throws NotFound. */
export type FindSection = (section: string) => Promise<{ assessment: string; agreed: boolean }>;

/** Lets in who may read the draft of the section; who may not edit it gets a connection that cannot write. */
export function authorise(findSection: FindSection, sockets: Sockets): Extension<Visit> {
  /** A text may have been agreed since the look-up, before this connection could be told. */
  async function lookAgain(section: string, socket: Visit['socket']): Promise<void> {
    try {
      if ((await findSection(section)).agreed) sockets.noteAgreed(section);
    } catch {
      sockets.end(socket, CLOSE.unavailable);
    }
  }

  return {
    extensionName: 'authorise',
    priority: 900,
    async onAuthenticate({ documentName, context, connectionConfig }) {
      const { socket } = context;
      const scope = await orTryAgain(() => scopeOf(documentName, findSection), socket, sockets);
      if (socket.ended) throw new Denied('signed-out');
      if (!can(socket.actor, 'section.read-draft', scope)) throw new Denied('forbidden');
      connectionConfig.readOnly = !can(socket.actor, 'section.edit', scope);
      return scope;
    },
    // Between the look-up and now the document was loaded, and rights may have changed.
    async connected({ context, connection }) {
      const { socket, assessment = '', section = '', agreed = true } = context;
      const scope = { assessment, section, agreed };
      const isRight = can(socket.actor, 'section.read-draft', scope) && !socket.ended;
      const isAsAllowed = connection.readOnly || can(socket.actor, 'section.edit', scope);
      if (!isRight || !isAsAllowed) sockets.end(socket, CLOSE.access);
      else if (!agreed) await lookAgain(section, socket);
    },
  };
}

async function scopeOf(
  documentName: string,
  findSection: FindSection,
): Promise<{ assessment: string; agreed: boolean; section: string }> {
  const section = sectionIdOf(documentName);
  if (section === null) throw new Denied('not-found');
  return { ...(await findSection(section)), section };
}

/** A page takes a refusal as final, so when the database does not answer the socket is closed instead. */
async function orTryAgain<T>(look: () => Promise<T>, socket: Visit['socket'], sockets: Sockets): Promise<T> {
  try {
    return await look();
  } catch (error) {
    if (error instanceof Denied) throw error;
    if (error instanceof NotFound) throw new Denied('not-found');
    sockets.end(socket, CLOSE.unavailable);
    throw error;
  }
}
