import { setImmediate as nextTurn } from 'node:timers/promises';
import { type EmbeddedLog, openEmbeddedLog, type SubscriptionBatch } from '#platform/event-store';
import { newEvent, newStream } from './samples.js';
import { temporaryDirectory } from './temporary-log.js';

type Live = AsyncIterator<SubscriptionBatch>;

const directory = temporaryDirectory();

/** No clock runs, so that nothing looks by itself: neither polling nor the look after a quiet while. */
describe('embedded log: a live subscription while no timer fires', () => {
  let log: EmbeddedLog;
  beforeEach(async () => {
    jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask', 'setImmediate', 'clearImmediate'] });
    log = await openEmbeddedLog(directory());
  });
  afterEach(async () => {
    await log.close();
    jest.useRealTimers();
  });

  it('wakes on each commit', async () => {
    const ending = new AbortController();
    const live = log.subscribeAll({ after: await log.head(), signal: ending.signal });
    for (let commit = 0; commit < 3; commit++) {
      const { woken } = await untilItWaits(live);
      const event = newEvent();
      await log.append(newStream(), 'none', [event]);
      expect(await woken).toMatchObject({ value: { kind: 'events', events: [{ id: event.id }] } });
    }
    ending.abort();
    expect(await live.next()).toMatchObject({ done: true });
  });
});

/** Takes what is there; answers what comes once the subscription has been waiting for a whole turn. */
async function untilItWaits(live: Live): Promise<{ woken: Promise<IteratorResult<SubscriptionBatch>> }> {
  for (;;) {
    const woken = live.next();
    if ((await Promise.race([woken, nextTurn(null)])) === null) return { woken };
  }
}
