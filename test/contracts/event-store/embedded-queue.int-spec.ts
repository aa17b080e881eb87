import { EventStoreOverloaded, openEmbeddedLog } from '#platform/event-store';
import { everything, newEvent, newEvents, newStream } from './samples.js';
import { temporaryDirectory } from './temporary-log.js';

const directory = temporaryDirectory();

describe('embedded log: what waits to be written', () => {
  it.each([
    ['events', { queuedEvents: 10 }],
    ['bytes', { queuedBytes: 10 * 50_000 }],
  ])(
    'refuses at once what is more than so many %s, writes nothing of it, and goes on',
    async (_what, limits) => {
      const log = await openEmbeddedLog(directory(), limits);
      for (let time = 1; time <= 3; time++) {
        const outcomes = await Promise.allSettled(
          Array.from({ length: 25 }, () =>
            log.append(newStream(), 'none', [newEvent({ data: Buffer.alloc(50_000 - 2) })]),
          ),
        );
        const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
        expect(refused).toHaveLength(15);
        for (const { reason } of refused) expect(reason).toBeInstanceOf(EventStoreOverloaded);
        expect(await everything(log)).toHaveLength(1 + 10 * time);
      }
      await log.close();
    },
  );

  it('counts appends that lost no longer than until they are refused', async () => {
    const log = await openEmbeddedLog(directory(), { queuedEvents: 10 });
    for (let time = 0; time < 3; time++)
      for (const outcome of await Promise.allSettled(
        Array.from({ length: 10 }, () => log.append(newStream(), 7, [newEvent()])),
      ))
        expect(outcome).toMatchObject({ reason: { name: 'ConcurrencyConflict' } });
    await log.close();
  });

  it('takes two losers and a winner in one commit', async () => {
    const log = await openEmbeddedLog(directory());
    const [contested, beside] = [newStream(), newStream()];
    await log.append(contested, 'none', [newEvent()]);
    let commits = 0;
    log.onCommit(() => commits++);
    const outcomes = await Promise.allSettled([
      log.append(contested, 'none', newEvents(1)),
      log.append(contested, 0, newEvents(2)),
      log.append(contested, 0, newEvents(2)),
      log.append(beside, 'none', newEvents(1)),
      log.append(contested, 2, newEvents(1)),
    ]);
    expect(outcomes).toMatchObject([
      { reason: { name: 'ConcurrencyConflict', expected: 'none', actual: 0 } },
      { value: { revision: 2, position: 4n } },
      { reason: { name: 'ConcurrencyConflict', expected: 0, actual: 2 } },
      { value: { revision: 0, position: 5n } },
      { value: { revision: 3, position: 6n } },
    ]);
    expect(commits).toBe(1);
    await log.close();
  });
});
