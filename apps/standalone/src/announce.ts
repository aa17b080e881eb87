import { isatty } from 'node:tty';
import type { Configuration } from '#platform/http';
import type { Standalone } from './start-standalone.js';

/** Says where everything is and that it is ready: in words for people, as one JSON line where the log is JSON. */
export function announce({ log, eventStore }: Configuration, { url, dataDir, token }: Standalone): void {
  const places = { url, docs: `${url}/docs`, dataDir, ...(token !== undefined && { token }) };
  if ((log.format ?? (isatty(1) ? 'pretty' : 'json')) === 'json') {
    console.log(JSON.stringify({ level: 30, time: new Date().toISOString(), ...places, msg: 'ready' }));
    return;
  }
  const store = eventStore.kind === 'embedded' ? dataDir : new URL(eventStore.url).host;
  console.log(`Civitas listens on ${url}, documentation on ${url}/docs`);
  console.log(`Events are kept in ${store}, everything else in ${dataDir}`);
  if (token !== undefined) console.log(`Development token: ${token} (every role, this machine only)`);
  console.log('Ready. Ctrl-C stops it.');
}
