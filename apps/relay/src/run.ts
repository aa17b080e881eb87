import { type Configuration, ConfigurationError, readConfiguration } from '#platform/http';
import { relayFrom, type RelayStatus } from '#platform/messaging';
import { type Log, openLog, spansLost } from '#platform/observability';
import { type Closable, runProcess } from '#platform/runtime';
import { startTracing } from '#platform/tracing';
import { CONTEXT_DEFINITIONS } from '../../projector/src/definitions.js';

/** The relay as a process of its own: history from EVENT_STORE_URL or the log in DATA_DIR, records to KAFKA_BROKERS. */
export const run = (): Promise<void> => runProcess(() => startAlone(readConfiguration(process.env)));

async function startAlone(configuration: Configuration): Promise<Closable> {
  const { kafka, eventStore, dataDir, log: wanted } = configuration;
  if (!kafka) throw new ConfigurationError(['KAFKA_BROKERS is missing: the relay has nobody to send to']);
  const log = openLog(wanted);
  const tracing = await startTracing(configuration.tracing, 'relay', spansLost(log));
  const stop = new AbortController();
  const relayed = relayFrom({
    brokers: kafka,
    dataDir,
    ...(eventStore.kind === 'eventstoredb' && { eventStoreUrl: eventStore.url }),
    definitions: CONTEXT_DEFINITIONS,
    signal: stop.signal,
    onStatus: phaseLog(log),
  });
  relayed.catch((error: unknown) => {
    log.fatal({ err: error }, 'the relay has stopped');
    process.exit(1);
  });
  const close = async (): Promise<void> => {
    stop.abort();
    await relayed;
    await tracing.close();
  };
  return { close };
}

/** Every change of phase or of what is parked, not every transaction. */
function phaseLog(log: Log): (status: RelayStatus) => void {
  let last = '';
  return ({ phase, reason, ordinal, parked }) => {
    const words = JSON.stringify([phase, reason, parked]);
    if (words === last) return;
    last = words;
    log[reason === null && parked.length === 0 ? 'info' : 'warn'](
      { phase, reason, ordinal, parked },
      'relay',
    );
  };
}
