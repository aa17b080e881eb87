import type { EventStore } from '#platform/event-store';
import {
  caughtUpAt,
  everything,
  follow,
  ids,
  newCategory,
  newEvent,
  newEvents,
  newStream,
} from './samples.js';

export function subscribing(store: () => EventStore): void {
  describe('subscribing', () => {
    it('delivers all history from the start, then says it caught up', async () => {
      const { position } = await store().append(newStream(), 'none', newEvents(3));
      const seen = await follow(store(), { after: null }, caughtUpAt(position));
      expect(ids(seen.events)).toEqual(ids(await everything(store())));
    });

    it('delivers what lies behind a position, exclusive', async () => {
      const stream = newStream();
      await store().append(stream, 'none', newEvents(5));
      const recorded = await store().readStream(stream);
      const { position } = recorded.at(-1) as { position: bigint };
      const seen = await follow(store(), { after: recorded[1]?.position as bigint }, caughtUpAt(position));
      expect(ids(seen.events)).toEqual(ids(recorded.slice(2)));
    });

    it('gives each batch the position to go on from', async () => {
      const before = await store().head();
      const { position } = await store().append(newStream(), 'none', newEvents(5));
      const { batches } = await follow(store(), { after: before }, caughtUpAt(position));
      for (const batch of batches)
        if (batch.kind === 'events')
          expect(batch.position).toBeGreaterThanOrEqual(batch.events.at(-1)?.position as bigint);
    });

    it('delivers what is appended while it is live, then says again that it caught up', async () => {
      const after = await store().head();
      const event = newEvent();
      let appended: Promise<{ position: bigint }> | undefined;
      const seen = await follow(store(), { after }, ({ batches, events }) => {
        appended ??= store().append(newStream(), 'none', [event]);
        return events.length > 0 && batches.at(-1)?.kind === 'caught-up';
      });
      expect(ids(seen.events)).toEqual([event.id]);
      expect(seen.batches.at(-1)).toMatchObject({ position: (await appended)?.position });
    });

    it('says every few seconds that it is caught up while nothing happens', async () => {
      const after = await store().head();
      const { batches } = await follow(store(), { after }, (seen) => seen.batches.length >= 3);
      expect(batches.every(({ kind, position }) => kind === 'caught-up' && position === after)).toBe(true);
    }, 30_000);

    it('moves on over events its filter does not match, in history and live', async () => {
      const filter = { streamPrefixes: [newCategory()] };
      const { position } = await store().append(newStream(), 'none', newEvents(3));
      const history = await follow(store(), { after: null, filter }, caughtUpAt(position));
      expect(history.events).toEqual([]);

      const stream = newStream();
      const later = await store().append(stream, 'none', newEvents(2));
      let appended = false;
      let last = later.position;
      await follow(store(), { after: position, filter }, (seen) => {
        if (!appended)
          void store()
            .append(stream, 1, newEvents(2))
            .then((done) => (last = done.position));
        appended = true;
        return last > later.position && caughtUpAt(last)(seen);
      });
    });

    it('delivers only what its filter matches, in order', async () => {
      const category = newCategory();
      const before = await store().head();
      for (let round = 0; round < 5; round++) {
        await store().append(`${category}-${round}`, 'none', [newEvent()]);
        await store().append(newStream(), 'none', [newEvent()]);
      }
      const head = (await store().head()) as bigint;
      const filter = { streamPrefixes: [`${category}-`] };
      const seen = await follow(store(), { after: before, filter }, caughtUpAt(head));
      expect(seen.events.map(({ stream }) => stream)).toEqual(
        [0, 1, 2, 3, 4].map((round) => `${category}-${round}`),
      );
    });

    it('goes from history to live under write load without a gap or a repetition', async () => {
      const after = await store().head();
      const writers = Array.from({ length: 8 }, () => writeRounds(store(), 60));
      const total = 8 * 60 * 2;
      const subscribers = [0, 1, 2].map(() =>
        follow(store(), { after }, ({ events }) => events.length >= total),
      );
      await Promise.all(writers);
      const order = ids(await everything(store(), { after }));
      expect(order).toHaveLength(total);
      for (const seen of await Promise.all(subscribers)) expect(ids(seen.events)).toEqual(order);
    }, 60_000);

    it('ends when it is aborted: before it starts, while it waits, and while it delivers', async () => {
      const aborted: unknown[] = [];
      for await (const batch of store().subscribeAll({ after: null, signal: AbortSignal.abort() }))
        aborted.push(batch);
      expect(aborted).toEqual([]);
      await follow(store(), { after: await store().head() }, () => true);
      await store().append(newStream(), 'none', newEvents(3));
      const delivering = await follow(store(), { after: null }, () => true);
      expect(delivering.batches).toHaveLength(1);
    });

    it('can be left in the middle', async () => {
      await store().append(newStream(), 'none', newEvents(3));
      const ending = new AbortController();
      for await (const batch of store().subscribeAll({ after: null, signal: ending.signal })) {
        expect(batch.kind).toBe('events');
        break;
      }
      ending.abort();
    });
  });
}

async function writeRounds(store: EventStore, rounds: number): Promise<void> {
  const stream = newStream();
  for (let round = 0; round < rounds; round++)
    await store.append(stream, round === 0 ? 'none' : round * 2 - 1, newEvents(2));
}
