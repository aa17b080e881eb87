import type { EventStore, Position } from '#platform/event-store';
import {
  caughtUpAt,
  everything,
  follow,
  type Followed,
  ids,
  newCategory,
  newEvent,
  newEvents,
  newStream,
} from './samples.js';

export function underLoad(store: () => EventStore): void {
  describe('under load', () => {
    it('hands subscribers that come at any moment over from history to live, without a gap or a repetition', async () => {
      const after = await store().head();
      const load = new Load(store(), 6);
      const seen: Followed[] = [];
      for (let subscriber = 0; subscriber < 5; subscriber++)
        seen.push(await follow(store(), { after }, wasLiveFor(150)));
      await load.stop();
      const order = ids(await everything(store(), { after }));
      for (const { events } of seen) expect(ids(events)).toEqual(order.slice(0, events.length));
    }, 60_000);

    it('moves a subscription on whose filter matches nothing', async () => {
      const after = (await store().head()) ?? 0n;
      const filter = { streamPrefixes: [newCategory()] };
      const load = new Load(store(), 6);
      const { batches, events } = await follow(
        store(),
        { after, filter },
        (seen) => positionsOf(seen).size >= 5,
      );
      await load.stop();
      expect(events).toEqual([]);
      const positions = batches.map(({ position }) => position as Position);
      expect(positions).toEqual(positions.toSorted((one, other) => Number(one - other)));
      const head = (await store().head()) as Position;
      expect(positions.at(-1)).toBeLessThanOrEqual(head);
      await follow(store(), { after, filter }, caughtUpAt(head));
    }, 60_000);

    it('lets one of three win wherever many batches of them meet, and fails no append beside them', async () => {
      const streams = Array.from({ length: 40 }, () => newStream());
      await Promise.all(streams.map((stream) => store().append(stream, 'none', [newEvent()])));
      const appends = streams.flatMap((stream) => [
        ...[0, 0, 0].map((expected) => store().append(stream, expected, newEvents(2))),
        store().append(newStream(), 'none', newEvents(2)),
      ]);
      const outcomes = await Promise.allSettled(appends);
      for (const [index, stream] of streams.entries()) {
        const [beside, ...contested] = outcomes.slice(index * 4, index * 4 + 4).toReversed();
        expect(beside?.status).toBe('fulfilled');
        expect(contested.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
        for (const outcome of contested)
          if (outcome.status === 'rejected')
            expect(outcome.reason).toMatchObject({ name: 'ConcurrencyConflict', stream, actual: 2 });
        expect(await store().readStream(stream)).toHaveLength(3);
      }
    }, 60_000);
  });
}

/** Writers that append to streams of their own, two events at a time, until they are stopped. */
class Load {
  private stopped = false;
  private readonly writing: Promise<unknown>;

  constructor(store: EventStore, writers: number) {
    this.writing = Promise.all(Array.from({ length: writers }, () => this.write(store)));
  }

  async stop(): Promise<void> {
    this.stopped = true;
    await this.writing;
  }

  private async write(store: EventStore): Promise<void> {
    const stream = newStream();
    for (let revision = -1; !this.stopped; revision += 2)
      await store.append(stream, revision < 0 ? 'none' : revision, newEvents(2));
  }
}

/** Whether it was caught up and has been given so many events since. */
const wasLiveFor =
  (count: number) =>
  ({ batches }: Followed): boolean => {
    const caughtUp = batches.findIndex(({ kind }) => kind === 'caught-up');
    const live = caughtUp < 0 ? [] : batches.slice(caughtUp);
    return live.reduce((sum, batch) => sum + (batch.kind === 'events' ? batch.events.length : 0), 0) >= count;
  };

const positionsOf = ({ batches }: Followed): Set<Position | null> =>
  new Set(batches.map(({ position }) => position));
