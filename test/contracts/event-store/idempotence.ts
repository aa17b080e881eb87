import { randomUUID } from 'node:crypto';
import type { EventStore } from '#platform/event-store';
import { expectConflict } from './appending.js';
import { ids, newEvent, newEvents, newStream } from './samples.js';

export function idempotence(store: () => EventStore): void {
  describe('repeating an append', () => {
    it('succeeds with the first result and writes nothing', async () => {
      const stream = newStream();
      const event = newEvent();
      const first = await store().append(stream, 'none', [event]);
      const head = await store().head();
      expect(await store().append(stream, 'none', [event])).toEqual(first);
      expect(await store().head()).toBe(head);
    });

    it('succeeds for several events, also when the stream has moved on', async () => {
      const stream = newStream();
      await store().append(stream, 'none', newEvents(2));
      const events = newEvents(3);
      const first = await store().append(stream, 1, events);
      await store().append(stream, 4, newEvents(2));
      expect(await store().append(stream, 1, events)).toEqual(first);
      expect(await store().readStream(stream)).toHaveLength(7);
    });

    it('succeeds when both are on their way at once', async () => {
      const stream = newStream();
      const events = newEvents(2);
      const [first, second] = await Promise.all([
        store().append(stream, 'none', events),
        store().append(stream, 'none', events),
      ]);
      expect(second).toEqual(first);
      expect(ids(await store().readStream(stream))).toEqual(ids(events));
    });

    it('is a conflict at another expected revision', async () => {
      const stream = newStream();
      const events = newEvents(2);
      await store().append(stream, 'none', newEvents(1));
      await store().append(stream, 0, events);
      await expectConflict(store().append(stream, 'none', events), stream, 'none', 2);
      await expectConflict(store().append(stream, 1, events), stream, 1, 2);
      await expectConflict(store().append(stream, 3, events), stream, 3, 2);
    });

    it('is a conflict when only the first events are the same', async () => {
      const stream = newStream();
      const [known, other] = [newEvent(), newEvent()];
      await store().append(stream, 'none', [known, other]);
      await expectConflict(store().append(stream, 'none', [known, newEvent()]), stream, 'none', 1);
      await expectConflict(store().append(stream, 'none', [known, other, newEvent()]), stream, 'none', 1);
    });

    it('takes the same event id in another stream as another event', async () => {
      const event = newEvent({ id: randomUUID() });
      const [one, other] = [newStream(), newStream()];
      await store().append(one, 'none', [event]);
      await store().append(other, 'none', [event]);
      expect(ids(await store().readStream(other))).toEqual([event.id]);
    });
  });
}
