import { parentPort, workerData } from 'node:worker_threads';
import type { ContextDefinition } from '#platform/projections';
import { measureThisThread } from '#platform/threads';
import { startTracing } from '#platform/tracing';
import { relayFrom } from './relay-source.js';
import { AT_START } from '../relay/status.js';
import type { RelayThreadOrder } from './relay-thread.js';

const BEAT_MS = 1_000;

/** Body of the worker that RelayThread starts: relays until told to stop; a relay that stops for good has said why. */
export async function serveRelayThread(definitions: readonly ContextDefinition[]): Promise<void> {
  const port = parentPort;
  if (!port) throw new Error('not a worker thread');
  const stop = new AbortController();
  port.once('message', () => stop.abort());
  let latest = AT_START;
  const tell = (): void => port.postMessage(latest);
  const { tracing: wanted, ...source } = workerData as RelayThreadOrder;
  const tracing = await startTracing(wanted, 'relay');
  const endMeasuring = measureThisThread('relay');
  const beat = setInterval(tell, BEAT_MS);
  try {
    await relayFrom({
      ...source,
      definitions,
      signal: stop.signal,
      onStatus: (status) => {
        latest = status;
        tell();
      },
    });
  } catch (error) {
    if (latest.phase !== 'stopped') throw error;
  } finally {
    clearInterval(beat);
    await tracing.close();
    endMeasuring();
    port.close();
  }
}
