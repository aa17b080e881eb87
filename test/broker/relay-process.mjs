import { relayFrom } from '#platform/messaging';
import { counters } from './counters.ts';

/** A relay of the test context as a process of its own: options as JSON in argv[2], a status a line on stdout. */
const stop = new AbortController();
process.once('SIGTERM', () => stop.abort());
const say = (line) => process.stdout.write(`${JSON.stringify(line)}\n`);

try {
  await relayFrom({
    ...JSON.parse(process.argv[2]),
    definitions: [counters],
    signal: stop.signal,
    onStatus: say,
  });
} catch (error) {
  say({ error: error.name, message: error.message });
  process.exitCode = 3;
}
