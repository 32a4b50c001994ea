import type { IncomingMessage } from 'node:http';
import type { Connection, Hocuspocus } from '@hocuspocus/server';
import type { WebSocket } from 'ws';
import { log } from '../http/log.ts';
import { type Actor, can } from '../policy.ts';
import { CLOSE, type CloseReason } from './live/refused.ts';

/** A websocket of a signed-in person; it may have several sections open. */
export interface OpenSocket {
  ws: WebSocket;
  request: IncomingMessage;
  actor: Actor;
  /** Set once the server ends it: what still arrives on it is not heard. */
  ended: boolean;
}

/** What Hocuspocus is told of every connection to a document. */
export interface Visit {
  socket: OpenSocket;
  /** Where the document belongs; filled in when it is opened. */
  assessment?: string;
  section?: string;
  /** A text of the section was agreed. */
  agreed?: boolean;
}

/** Finds who sends a request; null when nobody is signed in. */
export type AuthenticateSocket = (request: IncomingMessage) => Promise<Actor | null>;

/** The open websockets, and what a change of rights does to them. */
export class Sockets {
  readonly #open = new Set<OpenSocket>();
  readonly #hocuspocus: () => Hocuspocus<Visit>;
  readonly #authenticate: AuthenticateSocket;

  constructor(hocuspocus: () => Hocuspocus<Visit>, authenticate: AuthenticateSocket) {
    this.#hocuspocus = hocuspocus;
    this.#authenticate = authenticate;
  }

  /** How many are open. */
  get size(): number {
    return this.#open.size;
  }

  /** Keeps a socket until it closes. */
  add(socket: OpenSocket): void {
    this.#open.add(socket);
    socket.ws.once('close', () => this.#open.delete(socket));
  }

  /** Ends a socket at once: nothing that is on its way is heard any more. */
  end(socket: OpenSocket, { code, reason }: CloseReason): void {
    socket.ended = true;
    for (const connection of this.#connectionsOf(socket)) connection.readOnly = true;
    socket.ws.close(code, reason);
  }

  /** Ends the sockets of a person, or only those of one of their sign-ins. */
  endAllOf(user: string, session?: string): void {
    for (const socket of this.#of(user))
      if (session === undefined || socket.actor.session === session) this.end(socket, CLOSE.access);
  }

  /** Ends every socket. */
  endAll(reason: CloseReason): void {
    for (const socket of this.#open) this.end(socket, reason);
  }

  /** Cuts off the sockets whose pages do not answer the end. */
  terminateAll(): void {
    for (const { ws } of this.#open) ws.terminate();
  }

  /** Asks anew what a person may do, and ends those of their sockets where that is now something else. */
  async refresh(user: string): Promise<void> {
    await Promise.all(this.#of(user).map((socket) => this.#refreshOne(socket)));
  }

  /** Notes that a text of a section was agreed, and ends the sockets of those who may not read its draft any more. */
  noteAgreed(section: string): void {
    for (const { context } of this.#connections().filter((one) => one.context.section === section)) {
      context.agreed = true;
      const { socket, assessment = '' } = context;
      if (!can(socket.actor, 'section.read-draft', { assessment, section, agreed: true }))
        this.end(socket, CLOSE.access);
    }
  }

  async #refreshOne(socket: OpenSocket): Promise<void> {
    try {
      const actor = await this.#authenticate(socket.request);
      if (!actor) {
        this.end(socket, CLOSE.access);
        return;
      }
      socket.actor = actor;
      if (this.#connectionsOf(socket).some((connection) => !isAsAllowed(connection, actor)))
        this.end(socket, CLOSE.access);
    } catch (error) {
      log.error({ err: error }, 'rights could not be read again; the connection is closed');
      this.end(socket, CLOSE.access);
    }
  }

  #of(user: string): OpenSocket[] {
    return [...this.#open].filter((socket) => socket.actor.id === user);
  }

  #connectionsOf(socket: OpenSocket): Connection<Visit>[] {
    return this.#connections().filter((connection) => connection.context.socket === socket);
  }

  #connections(): Connection<Visit>[] {
    return [...this.#hocuspocus().documents.values()].flatMap(
      (document) => document.getConnections() as Connection<Visit>[],
    );
  }
}

function isAsAllowed({ context, readOnly }: Connection<Visit>, actor: Actor): boolean {
  const { assessment, section, agreed } = context;
  if (assessment === undefined || section === undefined || agreed === undefined) return false;
  const scope = { assessment, section, agreed };
  return can(actor, 'section.read-draft', scope) && can(actor, 'section.edit', scope) === !readOnly;
}
