import type { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';

/** For whoever reads the answer while it still sends. */
export const LINGER_MS = 2000;

/**
 * An answer that ends its connection while the body still comes would be lost: bytes that nobody reads make the system
 * reset the connection, and what the client has not read goes with it. So only our half is ended; what still comes is
 * read and thrown away until the body is there, {@link LINGER_MS} long at most (RFC 9112, 9.6).
 */
export function lingerAfter(request: IncomingMessage): void {
  if (request.complete) return;
  const { socket } = request;
  // The connection may be kept and refused again: nothing of earlier requests may stay with it.
  const close = (): void => Socket.prototype.destroySoon.call(socket);
  socket.destroySoon = () => {
    if (request.closed) return close();
    socket.end();
    request.once('close', close).resume();
    const cut = setTimeout(() => socket.destroy(), LINGER_MS).unref();
    socket.once('close', () => clearTimeout(cut));
  };
}
