import type { EventStore } from '../event-store.js';
import type { BackwardReader } from '../backward-reader.js';

export interface GatewayOptions {
  /** 127.0.0.1 by default: what is served is plain text and asks nobody who they are. */
  readonly host?: string;
  /** 0 takes a free one. */
  readonly port: number;
}

export interface RunningGateway {
  readonly port: number;
  /** Answers what is in work, cancels what is open, lets go of the port. The store stays open. */
  close(): Promise<void>;
}

/**
 * Serves a store over the EventStoreDB gRPC protocol, for the clients of that server: reads, appends and batch
 * appends, subscriptions; no deletes and tombstones, no persistent subscriptions, no users. Rejects when the port
 * is taken. gRPC is loaded only by who starts one.
 */
export async function startGateway(
  store: EventStore & BackwardReader,
  { host = '127.0.0.1', port }: GatewayOptions,
): Promise<RunningGateway> {
  const { Gateway } = await import('./gateway.js');
  const gateway = new Gateway(store);
  const bound = await gateway.listen(host, port);
  return { port: bound, close: () => gateway.close() };
}
