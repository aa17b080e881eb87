import { parentPort, workerData } from 'node:worker_threads';
import type { ContextDefinition } from '#platform/projections';
import { relayFrom } from './relay-source.js';
import type { RelayThreadOrder } from './relay-thread.js';

/** Body of the worker that RelayThread starts: relays until told to stop; a relay that stops for good has said why. */
export async function serveRelayThread(definitions: readonly ContextDefinition[]): Promise<void> {
  const port = parentPort;
  if (!port) throw new Error('not a worker thread');
  const stop = new AbortController();
  port.once('message', () => stop.abort());
  let saidWhy = false;
  try {
    await relayFrom({
      ...(workerData as RelayThreadOrder),
      definitions,
      signal: stop.signal,
      onStatus: (status) => {
        saidWhy = status.phase === 'stopped';
        port.postMessage(status);
      },
    });
  } catch (error) {
    if (!saidWhy) throw error;
  } finally {
    port.close();
  }
}
