import { ConcurrencyConflict, type EventStore } from '#platform/event-store';
import { ids, newEvent, newEvents, newStream } from './samples.js';

export function appending(store: () => EventStore): void {
  describe('appending', () => {
    it('starts a stream at revision 0 when none is expected and there is none', async () => {
      const stream = newStream();
      const appended = await store().append(stream, 'none', [newEvent()]);
      const [recorded] = await store().readStream(stream);
      expect(recorded).toMatchObject({ stream, revision: 0, position: appended.position });
      expect(appended.revision).toBe(0);
    });

    it('continues a stream at the exact revision expected', async () => {
      const stream = newStream();
      const first = await store().append(stream, 'none', newEvents(2));
      const second = await store().append(stream, 1, newEvents(3));
      expect(second.revision).toBe(4);
      expect(second.position).toBeGreaterThan(first.position);
    });

    it('answers revision and position of the last event of an append', async () => {
      const stream = newStream();
      const appended = await store().append(stream, 'none', newEvents(3));
      const last = (await store().readStream(stream)).at(-1);
      expect(appended).toEqual({ revision: 2, position: last?.position });
    });

    it('refuses none for a stream that exists, with the actual revision', async () => {
      const stream = newStream();
      await store().append(stream, 'none', newEvents(2));
      await expectConflict(store().append(stream, 'none', [newEvent()]), stream, 'none', 1);
    });

    it('refuses a revision the stream has left behind, with the actual one', async () => {
      const stream = newStream();
      await store().append(stream, 'none', newEvents(3));
      await expectConflict(store().append(stream, 0, [newEvent()]), stream, 0, 2);
    });

    it('refuses a revision the stream has not reached, with the actual one', async () => {
      const stream = newStream();
      await store().append(stream, 'none', [newEvent()]);
      await expectConflict(store().append(stream, 7, [newEvent()]), stream, 7, 0);
    });

    it('refuses an exact revision for a stream that does not exist: actual is none', async () => {
      const stream = newStream();
      await expectConflict(store().append(stream, 0, [newEvent()]), stream, 0, 'none');
      expect(await store().readStream(stream)).toEqual([]);
    });

    it('writes nothing of an append that is refused', async () => {
      const stream = newStream();
      const events = newEvents(2);
      await store().append(stream, 'none', events);
      const head = await store().head();
      await expectConflict(store().append(stream, 0, newEvents(3)), stream, 0, 1);
      expect(ids(await store().readStream(stream))).toEqual(ids(events));
      expect(await store().head()).toBe(head);
    });

    it('keeps the events of one append together and in their order', async () => {
      const [one, other] = [newStream(), newStream()];
      const appends = [newEvents(50), newEvents(50)] as const;
      const [first, second] = await Promise.all([
        store().append(one, 'none', appends[0]),
        store().append(other, 'none', appends[1]),
      ]);
      const [earlier, later] = first.position < second.position ? [one, other] : [other, one];
      const lastOfEarlier = (await store().readStream(earlier)).at(-1);
      const firstOfLater = (await store().readStream(later))[0];
      expect(lastOfEarlier?.position).toBeLessThan(firstOfLater?.position as bigint);
      expect(ids(await store().readStream(one))).toEqual(ids(appends[0]));
      expect(ids(await store().readStream(other))).toEqual(ids(appends[1]));
    });

    it('shows an append to every read that starts after it resolved', async () => {
      const stream = newStream();
      const { position } = await store().append(stream, 'none', [newEvent()]);
      const { position: later } = await store().append(stream, 0, [newEvent()]);
      expect(await store().head()).toBe(later);
      expect(ids((await store().readAll({ after: position })).events)).toHaveLength(1);
    });
  });
}

export async function expectConflict(
  append: Promise<unknown>,
  stream: string,
  expected: 'none' | number,
  actual: 'none' | number,
): Promise<void> {
  const error = await append.then(
    () => 'no error',
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(ConcurrencyConflict);
  expect(error).toMatchObject({ stream, expected, actual });
}
