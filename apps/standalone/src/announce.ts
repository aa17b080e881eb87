import { isatty } from 'node:tty';
import type { Configuration } from '#platform/http';
import { standardOutput } from '#platform/observability';
import { systemClock } from '#platform/values';
import type { Standalone } from './start-standalone.js';

/** Says where everything is and that it is ready: in words for people, as one JSON line where the log is JSON. */
export function announce(
  { log, eventStore, kafka }: Configuration,
  { url, dataDir, token }: Standalone,
): void {
  const places = {
    url,
    docs: `${url}/docs`,
    dataDir,
    ...(kafka && { kafka: kafka.brokers.join(',') }),
    ...(token !== undefined && { token }),
  };
  if ((log.format ?? (isatty(1) ? 'pretty' : 'json')) === 'json') {
    say(JSON.stringify({ level: 30, time: systemClock.now(), ...places, msg: 'ready' }));
    return;
  }
  const store = eventStore.kind === 'embedded' ? dataDir : new URL(eventStore.url).host;
  say(`Civitas listens on ${url}, documentation on ${url}/docs`);
  say(`Events are kept in ${store}, everything else in ${dataDir}`);
  say(
    kafka
      ? `Topics go to Kafka at ${kafka.brokers.join(', ')}`
      : 'No topics go to Kafka: KAFKA_BROKERS is not set',
  );
  if (token !== undefined) say(`Development token: ${token} (every role, this machine only)`);
  say('Ready. Ctrl-C stops it.');
}

function say(line: string): void {
  standardOutput.write(`${line}\n`);
}
