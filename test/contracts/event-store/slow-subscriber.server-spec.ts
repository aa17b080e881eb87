import { type EventStore, openEmbeddedLog, openEventStoreDb } from '#platform/event-store';
import { eventually } from '#platform/testing';
import { anonymousBytes, Growth, heldBytes } from './memory-held.js';
import { ids } from './samples.js';
import { ServedLogProcess } from './served-log-process.js';
import { EVENT_BYTES, SteadyWriter } from './steady-writer.js';
import { temporaryDirectory } from './temporary-log.js';

const SECONDS = Number(process.env['SLOW_SUBSCRIBER_SECONDS'] ?? 20);
const DEADLINE_MS = (SECONDS * 3 + 60) * 1000;
/** So many are written for each that the subscriber takes. */
const TIMES_SLOWER = 4;
/** More than all buffers on the way, the batch in hand included. */
const MOST_IN_CLIENT = 36 * 1024 * 1024;
/** The same for the process that also takes the appends, with the garbage it has not collected yet. */
const MOST_IN_SERVER = 96 * 1024 * 1024;

const directory = temporaryDirectory();

describe(`a subscriber that for ${SECONDS} s takes a quarter of what is written`, () => {
  const opened: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const close of opened.splice(0).toReversed()) await close();
  });

  it(
    'of an embedded log costs no memory, and gets everything once, in order',
    async () => {
      const log = await openEmbeddedLog(directory());
      opened.push(() => log.close());
      await warmUp(log);
      const held = await Growth.from(heldBytes);
      const waiting = await subscribeSlowly(log, () => held.look());
      expect(held.largest).toBeLessThan(MOST_IN_CLIENT);
      expect(waiting).toBeGreaterThan(MOST_IN_SERVER * 1.5);
    },
    DEADLINE_MS,
  );

  it(
    'costs no memory in the process that serves it nor in its own, and gets everything once, in order',
    async () => {
      const served = await ServedLogProcess.start();
      opened.push(() => served.remove());
      const store = await openEventStoreDb(served.url());
      opened.push(() => store.close());
      await warmUp(store);
      const server = await Growth.from(() => anonymousBytes(served.pid));
      const client = await Growth.from(heldBytes);
      const waiting = await subscribeSlowly(store, async () => {
        await server.look();
        await client.look();
      });
      expect(server.largest).toBeLessThan(MOST_IN_SERVER);
      expect(client.largest).toBeLessThan(MOST_IN_CLIENT);
      expect(waiting).toBeGreaterThan(MOST_IN_SERVER * 1.5);
    },
    DEADLINE_MS,
  );
});

/** What appends alone make a process keep is there before anything is measured. */
const warmUp = (store: EventStore): Promise<void> =>
  new SteadyWriter(store, 2).write(() => Promise.resolve());

/** Answers the bytes that waited for the subscriber when the writer stopped. */
async function subscribeSlowly(store: EventStore, look: () => Promise<void>): Promise<number> {
  const after = await store.head();
  const ending = new AbortController();
  const seen: string[] = [];
  const writer = new SteadyWriter(store, SECONDS);
  let waiting: number | null = null;
  const writing = writer.write(look).finally(() => (waiting = writer.written.length - seen.length));
  for await (const batch of store.subscribeAll({ after, signal: ending.signal })) {
    if (batch.kind === 'events') seen.push(...ids(batch.events));
    const isTime = () => waiting !== null || writer.written.length >= seen.length * TIMES_SLOWER;
    await Promise.race([writing, eventually('more to be written', isTime, DEADLINE_MS)]);
    if (writer.end !== null && batch.position !== null && batch.position >= writer.end) ending.abort();
  }
  await writing;
  expect(seen).toEqual(writer.written);
  return (waiting ?? 0) * EVENT_BYTES;
}
