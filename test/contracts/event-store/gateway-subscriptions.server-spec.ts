import {
  eventTypeFilter,
  EventStoreDBClient,
  type EventData,
  jsonEvent,
  START,
  streamNameFilter,
} from '@eventstore/db-client';
import { eventually } from '#platform/testing';
import { type GatewayOnALog, openGatewayOnALog } from './gateway-on-a-log.js';
import { newCategory, newStream } from './samples.js';

const happened = (n: number): EventData => jsonEvent({ type: 'SampleHappened', data: { n } });

describe('gateway subscriptions, as the official client sees them', () => {
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

  it('gives $all behind a position, then what comes, and says each time that it caught up', async () => {
    const stream = newStream();
    const { position } = await client.appendToStream(stream, happened(1));
    const seen: unknown[] = [];
    let caughtUp = 0;
    const subscription = client.subscribeToAll({ fromPosition: position }).on('caughtUp', () => caughtUp++);
    subscription.on('data', ({ event }) => seen.push((event?.data as { n: number }).n));
    await eventually('caught up', () => caughtUp > 0);
    await client.appendToStream(stream, [happened(2), happened(3)]);
    await eventually('both events', () => seen.length >= 2);
    expect(seen).toEqual([2, 3]);
    await subscription.unsubscribe();
  });

  it('says that a slow reader fell behind, and again that it caught up', async () => {
    const stream = newStream();
    const { position } = await client.appendToStream(stream, happened(0));
    const told: string[] = [];
    let read = 0;
    const gate = Promise.withResolvers<undefined>();
    const subscription = client.subscribeToAll({ fromPosition: position });
    for (const what of ['caughtUp', 'fellBehind'] as const) subscription.on(what, () => told.push(what));
    const reading = (async () => {
      for await (const _ of subscription) {
        await gate.promise;
        if (++read === 2000) return;
      }
    })();
    await eventually('caught up', () => told.length > 0);
    const large = () => jsonEvent({ type: 'SampleHappened', data: { text: 'x'.repeat(16_000) } });
    for (let page = 0; page < 40; page++)
      await client.appendToStream(stream, Array.from({ length: 50 }, large));
    gate.resolve(undefined);
    await reading;
    expect(told.slice(0, 2)).toEqual(['caughtUp', 'fellBehind']);
    await subscription.unsubscribe();
  });

  it.each([
    ['a prefix of the stream', (name: string) => streamNameFilter({ prefixes: [name] })],
    [
      'a pattern of the stream',
      (name: string) => streamNameFilter({ regex: `^${name.replace('.', '\\.')}-` }),
    ],
  ])('filters by %s', async (_what, filterOf) => {
    const category = newCategory();
    await client.appendToStream(`${category}-1`, happened(1));
    await client.appendToStream(newStream(), happened(2));
    await client.appendToStream(`${category}-2`, happened(3));
    const seen: unknown[] = [];
    const subscription = client
      .subscribeToAll({ fromPosition: START, filter: filterOf(category) })
      .on('data', ({ event }) => seen.push((event?.data as { n: number }).n));
    await eventually('both events', () => seen.length >= 2);
    expect(seen).toEqual([1, 3]);
    await subscription.unsubscribe();
  });

  it('tells how far a filter that matches nothing has come, in history and live', async () => {
    const checkpoints: bigint[] = [];
    const filter = eventTypeFilter({
      prefixes: ['Nothing'],
      maxSearchWindow: 4,
      checkpointInterval: 2,
      checkpointReached: (_subscription, position) => void checkpoints.push(position.commit),
    });
    await client.appendToStream(
      newStream(),
      Array.from({ length: 40 }, (_, n) => happened(n)),
    );
    const head = (await served.log.head()) as bigint;
    const subscription = client.subscribeToAll({ fromPosition: START, filter }).on('data', () => undefined);
    await eventually('the end of history', () => checkpoints.at(-1) === head);
    expect(checkpoints.slice(0, 4)).toEqual([8n, 16n, 24n, 32n]);
    const { position } = await client.appendToStream(newStream(), happened(1));
    await eventually('the event that does not match', () => checkpoints.at(-1) === position?.commit);
    await subscription.unsubscribe();
  });

  it('follows one stream behind a revision, also one that does not exist yet', async () => {
    const stream = newStream();
    const seen: unknown[] = [];
    const subscription = client
      .subscribeToStream(stream)
      .on('data', ({ event }) => seen.push((event?.data as { n: number }).n));
    await client.appendToStream(stream, [happened(1), happened(2)]);
    await client.appendToStream(newStream(), happened(9));
    await eventually('both events', () => seen.length >= 2);
    await subscription.unsubscribe();
    const later: unknown[] = [];
    const again = client
      .subscribeToStream(stream, { fromRevision: 0n })
      .on('data', ({ event }) => later.push((event?.data as { n: number }).n));
    await client.appendToStream(stream, happened(3));
    await eventually('the rest', () => later.length >= 2);
    expect([seen, later]).toEqual([
      [1, 2],
      [2, 3],
    ]);
    await again.unsubscribe();
  });
});
