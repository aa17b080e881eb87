import { randomUUID } from 'node:crypto';
import {
  ANY,
  BACKWARDS,
  binaryEvent,
  END,
  EventStoreDBClient,
  type EventData,
  jsonEvent,
  MaxAppendSizeExceededError,
  NO_STREAM,
  type Position,
  START,
  STREAM_EXISTS,
  StreamNotFoundError,
  WrongExpectedVersionError,
} from '@eventstore/db-client';
import { type GatewayOnALog, openGatewayOnALog } from './gateway-on-a-log.js';
import { newStream } from './samples.js';

const happened = (n: number, id: string = randomUUID()): EventData =>
  jsonEvent({ id, type: 'SampleHappened', data: { n } });

describe('gateway, as the official client sees it', () => {
  let served: GatewayOnALog;
  let client: EventStoreDBClient;
  beforeAll(async () => {
    served = await openGatewayOnALog();
    client = EventStoreDBClient.connectionString(`esdb://127.0.0.1:${served.gateway.port}?tls=false`);
  });
  afterAll(async () => {
    await client.dispose();
    await served.close();
  });

  async function numbers(events: AsyncIterable<{ event?: { data: unknown } }>): Promise<unknown[]> {
    const found: unknown[] = [];
    for await (const { event } of events) found.push((event?.data as { n: unknown }).n);
    return found;
  }

  describe('appending', () => {
    it('answers revision and position, for one event and for several', async () => {
      const stream = newStream();
      const first = await client.appendToStream(stream, happened(1), { expectedRevision: NO_STREAM });
      const second = await client.appendToStream(stream, [happened(2), happened(3)], {
        expectedRevision: 0n,
      });
      expect(first).toMatchObject({ success: true, nextExpectedRevision: 0n });
      expect(second).toMatchObject({ success: true, nextExpectedRevision: 2n });
      expect(second.position?.commit).toBe(await served.log.head());
    });

    it.each([
      ['no stream', NO_STREAM],
      ['a revision left behind', 0n],
      ['a revision not reached', 9n],
    ] as const)('refuses %s with where the stream stands', async (_what, expectedRevision) => {
      const stream = newStream();
      await client.appendToStream(stream, [happened(1), happened(2)]);
      const error = await refusal(client.appendToStream(stream, happened(3), { expectedRevision }));
      expect(error).toBeInstanceOf(WrongExpectedVersionError);
      expect(error).toMatchObject({
        streamName: stream,
        actualVersion: 1n,
        expectedVersion: expectedRevision,
      });
    });

    it('refuses stream exists for one that does not', async () => {
      const append = client.appendToStream(newStream(), happened(1), { expectedRevision: STREAM_EXISTS });
      expect(await refusal(append)).toMatchObject({
        actualVersion: 'no_stream',
        expectedVersion: STREAM_EXISTS,
      });
    });

    it('takes any and stream exists at whatever revision the stream has, also when many write at once', async () => {
      const stream = newStream();
      await Promise.all(
        [1, 2, 3, 4, 5, 6].map((n) => client.appendToStream(stream, happened(n), { expectedRevision: ANY })),
      );
      await client.appendToStream(stream, happened(7), { expectedRevision: STREAM_EXISTS });
      const found = await numbers(client.readStream(stream));
      expect(found.slice(0, 6).sort()).toEqual([1, 2, 3, 4, 5, 6]);
      expect(found[6]).toBe(7);
    });

    it('answers a repeat at any with the first result, and refuses one that goes on beyond it', async () => {
      const stream = newStream();
      const [first, second] = [happened(1), happened(2)];
      const appended = await client.appendToStream(stream, [first, second]);
      await client.appendToStream(stream, happened(3));
      expect(await client.appendToStream(stream, [first, second])).toEqual(appended);
      const longer = client.appendToStream(stream, [first, second, happened(4)]);
      expect(await refusal(longer)).toMatchObject({ actualVersion: 2n });
      expect(await numbers(client.readStream(stream))).toEqual([1, 2, 3]);
    });

    it('puts an append of several chunks together, and refuses one over 1 MiB', async () => {
      const stream = newStream();
      const events = Array.from({ length: 9 }, () =>
        binaryEvent({ type: 'BytesStored', data: Buffer.alloc(100 * 1024, 0xff) }),
      );
      await client.appendToStream(stream, events, { batchAppendSize: 150 * 1024 });
      expect(await served.log.readStream(stream)).toHaveLength(9);
      const error = await refusal(client.appendToStream(newStream(), [...events, ...events].map(renamed)));
      expect(error).toBeInstanceOf(MaxAppendSizeExceededError);
      expect(error).toMatchObject({ maxAppendSize: 1024 * 1024 });
    });

    it('says that it serves no deletes', async () => {
      const stream = newStream();
      await client.appendToStream(stream, happened(1));
      expect(String(await refusal(client.deleteStream(stream)))).toMatch(/deletes of streams are not served/);
      expect(String(await refusal(client.tombstoneStream(stream)))).toMatch(
        /tombstones of streams are not served/,
      );
      expect(await numbers(client.readStream(stream))).toEqual([1]);
    });
  });

  describe('reading', () => {
    it('reads a stream both ways, inclusive', async () => {
      const stream = newStream();
      await client.appendToStream(
        stream,
        [1, 2, 3, 4, 5].map((n) => happened(n)),
      );
      const read = (options: Parameters<typeof client.readStream>[1]) =>
        numbers(client.readStream(stream, options));
      expect(await read({ fromRevision: START })).toEqual([1, 2, 3, 4, 5]);
      expect(await read({ fromRevision: 2n, maxCount: 2 })).toEqual([3, 4]);
      expect(await read({ fromRevision: 9n })).toEqual([]);
      expect(await read({ fromRevision: END })).toEqual([]);
      expect(await read({ direction: BACKWARDS, fromRevision: END })).toEqual([5, 4, 3, 2, 1]);
      expect(await read({ direction: BACKWARDS, fromRevision: 2n, maxCount: 2 })).toEqual([3, 2]);
      expect(await read({ direction: BACKWARDS, fromRevision: START })).toEqual([1]);
    });

    it('says in band that a stream does not exist', async () => {
      expect(await refusal(numbers(client.readStream(newStream())))).toBeInstanceOf(StreamNotFoundError);
    });

    it('reads more than a page, in both directions', async () => {
      const stream = newStream();
      const all = Array.from({ length: 1234 }, (_, n) => n);
      await client.appendToStream(
        stream,
        all.map((n) => happened(n)),
      );
      expect(await numbers(client.readStream(stream))).toEqual(all);
      expect(await numbers(client.readStream(stream, { direction: BACKWARDS, fromRevision: END }))).toEqual(
        all.toReversed(),
      );
    });

    it('reads $all forwards inclusive and backwards exclusive', async () => {
      const stream = newStream();
      await client.appendToStream(
        stream,
        [1, 2, 3].map((n) => happened(n)),
      );
      const places: Position[] = [];
      for await (const { event } of client.readStream(stream)) places.push(event?.position as Position);
      const [, second, third] = places as [Position, Position, Position];
      expect(await numbers(client.readAll({ fromPosition: second }) as never)).toEqual([2, 3]);
      expect(
        await numbers(client.readAll({ direction: BACKWARDS, fromPosition: third, maxCount: 2 }) as never),
      ).toEqual([2, 1]);
      expect(
        await numbers(client.readAll({ direction: BACKWARDS, fromPosition: END, maxCount: 1 }) as never),
      ).toEqual([3]);
      expect(await numbers(client.readAll({ fromPosition: END }) as never)).toEqual([]);
    });

    it('keeps stream metadata as the client writes it', async () => {
      const stream = newStream();
      await client.setStreamMetadata(stream, { maxCount: 7 });
      expect(await client.getStreamMetadata(stream)).toMatchObject({ metadata: { maxCount: 7 } });
    });
  });
});

const renamed = (event: EventData): EventData => ({ ...event, id: randomUUID() });

const refusal = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'no error',
    (error: unknown) => error,
  );
