import { type EventStore, EventStoreUnavailable } from '#platform/event-store';
import type { OpenedStore } from './opened-store.js';
import { caughtUpAt, everything, follow, ids, newEvent, newEvents, newStream } from './samples.js';

export function reopening(open: () => Promise<OpenedStore>): void {
  describe('closing and opening again', () => {
    let opened: OpenedStore;
    beforeAll(async () => {
      opened = await open();
    }, 30_000);
    afterAll(() => opened.close(), 30_000);

    it('keeps its identity and every event, and goes on from there', async () => {
      const { store } = opened;
      const stream = newStream();
      const events = newEvents(3);
      const appended = await store.append(stream, 'none', events);
      const [id, before] = [await store.storeId(), await everything(store)];

      const again = await opened.reopen();
      expect(await again.storeId()).toBe(id);
      expect((await everything(again)).slice(0, before.length)).toEqual(before);
      expect(await again.append(stream, 'none', events)).toEqual(appended);
      const next = await again.append(stream, 2, [newEvent()]);
      expect(next.revision).toBe(3);
      expect(next.position).toBeGreaterThan(appended.position);
      const seen = await follow(again, { after: appended.position }, caughtUpAt(next.position));
      expect(seen.events.at(-1)).toMatchObject({ stream, revision: 3 });
    }, 60_000);

    it('reads a stream of many pages to its end, also behind an append that was done before', async () => {
      const stores = await open();
      try {
        const stream = newStream();
        const [first, later] = [newEvents(2), newEvents(5)];
        await stores.store.append(stream, 'none', first);
        await stores.store.append(stream, 1, later);

        const again = await stores.reopen();
        const pages = [0, 3, 6].map((from) => again.readStream(stream, { from, limit: 3 }));
        expect(ids((await Promise.all(pages)).flat())).toEqual(ids([...first, ...later]));

        const repeating = await stores.reopen();
        await repeating.append(stream, 'none', first);
        expect(ids(await repeating.readStream(stream, { from: 2 }))).toEqual(ids(later));
      } finally {
        await stores.close();
      }
    }, 60_000);

    it('fails a running subscription and everything asked afterwards', async () => {
      const { store, close } = await open();
      try {
        const subscription = subscribeAndWait(store);
        await subscription.live;
        await store.close();
        expect(await subscription.ended).toBeInstanceOf(EventStoreUnavailable);
        for (const asked of [
          () => store.append(newStream(), 'none', [newEvent()]),
          () => store.readStream(newStream()),
          () => store.readAll({ after: null }),
          () => store.head(),
          () => follow(store, { after: null }, () => false),
        ])
          await expect(asked()).rejects.toBeInstanceOf(EventStoreUnavailable);
        await store.close();
      } finally {
        await close();
      }
    }, 60_000);

    it('settles every append that was on its way: done and found again, or failed', async () => {
      const stores = await open();
      try {
        const streams = Array.from({ length: 50 }, () => newStream());
        const appends = Promise.allSettled(
          streams.map((stream) => stores.store.append(stream, 'none', newEvents(2))),
        );
        await stores.store.close();
        const outcomes = await appends;
        const again = await stores.reopen();
        for (const [index, outcome] of outcomes.entries()) {
          const found = ids(await again.readStream(streams[index] as string));
          if (outcome.status === 'fulfilled') expect(found).toHaveLength(2);
          else expect([0, 2]).toContain(found.length);
        }
      } finally {
        await stores.close();
      }
    }, 60_000);
  });
}

/** `live` resolves at the first caught-up, `ended` with what ended the subscription. */
function subscribeAndWait(store: EventStore): { live: Promise<void>; ended: Promise<unknown> } {
  let ended: Promise<unknown> = Promise.resolve();
  const live = new Promise<void>((becameLive) => {
    ended = watch(store, becameLive);
  });
  return { live, ended };
}

async function watch(store: EventStore, becameLive: () => void): Promise<unknown> {
  try {
    for await (const batch of store.subscribeAll({ after: null, signal: new AbortController().signal }))
      if (batch.kind === 'caught-up') becameLive();
    return 'ended in silence';
  } catch (error) {
    return error;
  }
}
