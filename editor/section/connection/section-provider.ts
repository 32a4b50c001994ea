import { HocuspocusProvider } from '@hocuspocus/provider';

type Send = HocuspocusProvider['send'];

/**
 * The provider of one section. It sends nothing while the line is down: what was typed then goes out once, in the
 * handshake of the next connection. (The stock provider also queues each change, whose acknowledgements would then
 * be counted twice and show "Saved" too early.)
 */
export class SectionProvider extends HocuspocusProvider {
  override send(...[message, details]: Parameters<Send>): void {
    const socket = this.configuration.websocketProvider.webSocket;
    if (socket?.readyState === WebSocket.OPEN) super.send(message, details);
  }
}
