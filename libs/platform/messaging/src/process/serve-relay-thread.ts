import { parentPort, workerData } from 'node:worker_threads';
import type { ContextDefinition } from '#platform/projections';
import { measureThisThread } from '#platform/threads';
import { startTracing } from '#platform/tracing';
import { relayFrom } from './relay-source.js';
import type { RelayThreadOrder } from './relay-thread.js';

/** Body of the worker that RelayThread starts: relays until told to stop; a relay that stops for good has said why. */
export async function serveRelayThread(definitions: readonly ContextDefinition[]): Promise<void> {
  const port = parentPort;
  if (!port) throw new Error('not a worker thread');
  const stop = new AbortController();
  port.once('message', () => stop.abort());
  let saidWhy = false;
  const { tracing: wanted, ...source } = workerData as RelayThreadOrder;
  const tracing = await startTracing(wanted, 'relay');
  const endMeasuring = measureThisThread('relay');
  try {
    await relayFrom({
      ...source,
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
    await tracing.close();
    endMeasuring();
    port.close();
  }
}
