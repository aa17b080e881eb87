import type { ContextDefinition } from '#platform/projections';
import { derivedId } from '#platform/values';
import {
  appendRaises,
  counterRaisedV1,
  counters,
  encoded,
  LEDGER,
  RAISES_TOPIC,
  totals,
  TOTALS_TOPIC,
  type CounterRow,
  type Raised,
} from './counters.js';
import { COUNTERS, expectPublished, raisesOf } from './expected-records.js';
import { MemoryBroker } from './memory-broker.js';
import {
  forgetDirs,
  freshDir,
  openedStore,
  publishedRaises,
  publishedTotals,
  relayAll,
} from './relay-life.js';

afterEach(forgetDirs);

describe('a record that is too large', () => {
  const written = async (broker: MemoryBroker, dir: string) => {
    const store = await openedStore();
    await appendRaises(store, 0, 50, COUNTERS);
    const large: Raised = { counter: 'counter-large', by: 1, note: 'x'.repeat(5_000) };
    const small: Raised = { counter: 'counter-large', by: 2 };
    const events = [large, small].map((data, n) => encoded(derivedId('large', n), 'CounterRaised', data));
    await store.append('counters.counter-large', 'none', events);
    await appendRaises(store, 50, 100, COUNTERS);
    return { store, status: await relayAll(broker, store, dir, { maxRecordBytes: 3_000, batchEntries: 10 }) };
  };

  it('parks its key alone, where the status shows it', async () => {
    const broker = new MemoryBroker();
    const { status } = await written(broker, freshDir());
    const where = {
      key: 'counter-large',
      reason: 'too-large',
      stream: 'counters.counter-large',
      revision: 0,
      ordinal: 51,
    };
    expect(status.parked).toEqual([expect.objectContaining({ topic: RAISES_TOPIC, ...where })]);
    expect(publishedRaises(broker)).toEqual(raisesOf(100));
    expect(publishedTotals(broker).get('counter-large')).toEqual({
      counter: 'counter-large',
      total: 3,
      raises: 2,
    });
  });

  it('goes out with all that waited behind it once the limit is raised', async () => {
    const [broker, dir] = [new MemoryBroker(), freshDir()];
    const { store } = await written(broker, dir);
    const status = await relayAll(broker, store, dir, { maxRecordBytes: 10_000, batchEntries: 10 });
    expect(status.parked).toEqual([]);
    expect(publishedRaises(broker).get('counter-large')).toMatchObject([{ by: 1 }, { by: 2 }]);
  });
});

describe('a value that is too large', () => {
  const limits = { maxRecordBytes: 3_000, batchEntries: 10 };
  const stream = 'counters.counter-large';
  const written = async (broker: MemoryBroker, dir: string) => {
    const store = await openedStore();
    const data: Raised = { counter: 'counter-large', by: 1, note: 'x'.repeat(5_000) };
    await store.append(stream, 'none', [encoded(derivedId('large'), 'CounterRaised', data)]);
    await appendRaises(store, 0, 20, COUNTERS);
    const { parked } = await relayAll(broker, store, dir, limits);
    expect(parked.map(({ topic }) => topic)).toEqual([RAISES_TOPIC, TOTALS_TOPIC]);
    return store;
  };

  it('goes out once the limit is raised', async () => {
    const [broker, dir] = [new MemoryBroker(), freshDir()];
    const store = await written(broker, dir);
    const { parked } = await relayAll(broker, store, dir, { ...limits, maxRecordBytes: 10_000 });
    expect(parked).toEqual([]);
    expect(publishedTotals(broker).get('counter-large')).toMatchObject({ total: 1, raises: 1 });
  });

  it('waits no longer once it is again what Kafka has', async () => {
    const [broker, dir] = [new MemoryBroker(), freshDir()];
    const store = await written(broker, dir);
    const gone = encoded(derivedId('gone'), 'CounterRemoved', { counter: 'counter-large' });
    await store.append(stream, 0, [gone]);
    const { parked } = await relayAll(broker, store, dir, limits);
    expect(parked.map(({ topic }) => topic)).toEqual([RAISES_TOPIC]);
  });
});

describe('a relay stops with a sentence', () => {
  const published = async () => {
    const [broker, store, dir] = [new MemoryBroker(), await openedStore(), freshDir()];
    await appendRaises(store, 0, 60, COUNTERS);
    await relayAll(broker, store, dir);
    return { broker, store, dir };
  };

  it('on the topics of another ledger', async () => {
    const { broker, store, dir } = await published();
    const ledger = { ...LEDGER, ledgerId: derivedId('another ledger') };
    await expect(relayAll(broker, store, dir, { ledger })).rejects.toThrow(/hold records of ledger/);
  });

  it('on a ledger that was put back behind what Kafka has seen, also when it grew again', async () => {
    const { broker, dir } = await published();
    const restored = await openedStore();
    await appendRaises(restored, 0, 20, COUNTERS);
    await expect(relayAll(broker, restored, dir)).rejects.toThrow(
      /lacks history .* up to ordinal 60 .*restore a newer backup \(ops restore\), or, .*consumers begin anew/,
    );
  });

  it.each(['as a copy of its file', 'as another store'])(
    'on a ledger that was put back %s, and then took the same events in another order',
    async (how) => {
      const { broker, dir } = await published();
      const restored = await openedStore();
      await appendRaises(restored, 0, 20, COUNTERS);
      for (const lane of [1, 0]) await appendRaises(restored, 20, 60, COUNTERS, { lane, lanes: 2 });
      const found = how === 'as another store' ? restored.copy('another store') : restored;
      await expect(relayAll(broker, found, dir)).rejects.toThrow(/lacks history that was there before/);
    },
  );

  it('on a topic that is gone from the broker', async () => {
    const { broker, store, dir } = await published();
    broker.topics.delete(RAISES_TOPIC);
    await expect(relayAll(broker, store, dir)).rejects.toThrow(/is gone from the broker/);
  });

  it('on records whose checkpoint is lost', async () => {
    const { broker, store, dir } = await published();
    broker.checkpoint = null;
    await expect(relayAll(broker, store, dir)).rejects.toThrow(/there is no checkpoint/);
  });

  it.each(['not json', 'null', '{"ledgerId": "x"}'])('on a checkpoint no relay wrote: %s', async (text) => {
    const { broker, store, dir } = await published();
    broker.checkpoint = text;
    await expect(relayAll(broker, store, dir)).rejects.toThrow(
      `the last checkpoint in civitas.relay-checkpoints.v1 was not written by a relay: ${text}`,
    );
  });

  it('on checkpoints that would be thrown away with time', async () => {
    const broker = new MemoryBroker();
    const topic = 'civitas.relay-checkpoints.v1';
    broker.topics.set(topic, { topic, cleanup: 'delete', partitions: 1 });
    const relaying = relayAll(broker, await openedStore(), freshDir());
    await expect(relaying).rejects.toThrow(`${topic} has cleanup.policy delete, not compact`);
  });

  it('on a contract without a key', async () => {
    const store = await openedStore();
    await appendRaises(store, 0, 1, COUNTERS);
    const keyless: ContextDefinition = {
      ...counters,
      publish: () => [{ type: counterRaisedV1, key: '', data: {} }],
    };
    const relaying = relayAll(new MemoryBroker(), store, freshDir(), { definitions: [keyless] });
    await expect(relaying).rejects.toThrow(/has no key/);
  });
});

it('parks a state topic whose projection throws, and mends it with the next version', async () => {
  const [broker, store, dir] = [new MemoryBroker(), await openedStore(), freshDir()];
  await appendRaises(store, 0, 100, COUNTERS);
  const failing: ContextDefinition = {
    ...counters,
    stateTopics: [
      {
        topic: TOTALS_TOPIC,
        projection: {
          ...totals,
          evolve: (row: CounterRow | null, event, key, references) => {
            if (event.at.ordinal === 50) throw new Error('cannot count this');
            return totals.evolve(row, event as never, key, references as never);
          },
        },
        value: (row: CounterRow) => row,
      },
    ],
  };
  const status = await relayAll(broker, store, dir, { definitions: [failing], batchEntries: 10 });
  expect(status.parked).toEqual([
    expect.objectContaining({ topic: TOTALS_TOPIC, key: null, reason: 'fold-failed', ordinal: 50 }),
  ]);
  expect(publishedRaises(broker)).toEqual(raisesOf(100));
  expect((await relayAll(broker, store, dir)).parked).toEqual([]);
  expectPublished(broker, 100);
});
