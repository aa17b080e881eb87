import {
  type EventStore,
  type ExpectedRevision,
  ForeignPosition,
  InvalidAppend,
  type InvalidAppendCode,
  MAX_EVENT_BYTES,
  type NewEvent,
} from '#platform/event-store';
import { follow, newEvent, newEvents, newStream } from './samples.js';

export function refusing(store: () => EventStore): void {
  describe('refusing', () => {
    const refusals: readonly [string, InvalidAppendCode, () => [string, readonly NewEvent[]]][] = [
      ['an append without events', 'empty-append', () => [newStream(), []]],
      ['a stream without a name', 'invalid-stream-name', () => ['', newEvents(1)]],
      [
        'a control character in a stream name',
        'invalid-stream-name',
        () => [`${newStream()}\u0007`, newEvents(1)],
      ],
      [
        'a line break in a stream name',
        'invalid-stream-name',
        () => [`contract\n${newStream()}`, newEvents(1)],
      ],
      ['a stream name over 512 bytes', 'invalid-stream-name', () => ['单'.repeat(200), newEvents(1)]],
      [
        'an upper-case id',
        'invalid-event-id',
        () => [newStream(), [newEvent({ id: newEvent().id.toUpperCase() })]],
      ],
      ['an id that is no UUID', 'invalid-event-id', () => [newStream(), [newEvent({ id: 'first' })]]],
      [
        'a control character in a type',
        'invalid-event-type',
        () => [newStream(), [newEvent({ type: 'A\u0000B' })]],
      ],
      [
        'an event over 1 MiB',
        'event-too-large',
        () => [newStream(), [newEvent({ data: Buffer.alloc(MAX_EVENT_BYTES), metadata: Buffer.from('{}') })]],
      ],
      [
        'an append larger than the adapter declares',
        'append-too-large',
        () => [newStream(), eventsOver(store().capabilities.maxAppendBytes)],
      ],
    ];

    it.each(refusals)('%s is %s and writes nothing', async (_what, code, make) => {
      const head = await store().head();
      const [stream, events] = make();
      const error = await outcome(store().append(stream, 'none', events));
      expect(error).toBeInstanceOf(InvalidAppend);
      expect(error).toMatchObject({ code });
      expect(await store().head()).toBe(head);
    });

    it.each<[ExpectedRevision]>([[-1], [1.5], [Number.NaN], [Number.MAX_SAFE_INTEGER + 1]])(
      'expected revision %s is no revision: the append is not done',
      async (expected) => {
        const stream = newStream();
        await store().append(stream, 'none', newEvents(1));
        expect(await outcome(store().append(stream, expected, newEvents(1)))).toBeInstanceOf(Error);
        expect(await store().readStream(stream)).toHaveLength(1);
      },
    );

    it('a position beyond what this store ever gave is foreign', async () => {
      const beyond = ((await store().head()) ?? 0n) + 1_000_000_000n;
      expect(await outcome(store().readAll({ after: beyond }))).toBeInstanceOf(ForeignPosition);
      expect(await outcome(follow(store(), { after: beyond }, () => true))).toBeInstanceOf(ForeignPosition);
    });

    it('an event of nearly 1 MiB is accepted and comes back whole', async () => {
      const stream = newStream();
      const data = Buffer.alloc(MAX_EVENT_BYTES - 1024, 0xa5);
      await store().append(stream, 'none', [newEvent({ contentType: 'application/octet-stream', data })]);
      const [recorded] = await store().readStream(stream);
      expect(Buffer.compare(recorded?.data as Uint8Array, data)).toBe(0);
    });
  });
}

const outcome = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'no error',
    (error: unknown) => error,
  );

function eventsOver(bytes: number): NewEvent[] {
  const data = Buffer.alloc(MAX_EVENT_BYTES / 2);
  return Array.from({ length: Math.ceil(bytes / data.byteLength) + 1 }, () => newEvent({ data }));
}
