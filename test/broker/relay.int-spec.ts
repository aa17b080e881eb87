import type { ContextDefinition } from '#platform/projections';
import { derivedId } from '#platform/values';
import {
  appendRaises,
  counterRaisedV1,
  counters,
  encoded,
  LEDGER,
  RAISES_TOPIC,
  raiseOf,
  totals,
  TOTALS_TOPIC,
  type CounterRow,
  type Raised,
} from './counters.js';
import { MemoryBroker } from './memory-broker.js';
import {
  forgetDirs,
  freshDir,
  openedStore,
  publishedRaises,
  publishedTotals,
  relayAll,
} from './relay-life.js';

const COUNTERS = 7;

const raisesOf = (events: number): Map<string, Raised[]> => {
  const all = new Map<string, Raised[]>();
  for (let n = 0; n < events; n++) {
    const raise = raiseOf(n, COUNTERS);
    all.set(raise.counter, [...(all.get(raise.counter) ?? []), raise]);
  }
  return all;
};

const totalsOf = (events: number): Map<string, CounterRow> =>
  new Map(
    [...raisesOf(events)].map(([counter, raises]) => [
      counter,
      { counter, total: raises.reduce((sum, { by }) => sum + by, 0), raises: raises.length },
    ]),
  );

const expectPublished = (broker: MemoryBroker, events: number): void => {
  expect(publishedRaises(broker)).toEqual(raisesOf(events));
  expect(publishedTotals(broker)).toEqual(totalsOf(events));
};

/** The test context with a fold that says something else of the same events. */
const doubled: ContextDefinition = {
  ...counters,
  stateTopics: [
    {
      topic: TOTALS_TOPIC,
      projection: { ...totals, version: 2 },
      value: (row: CounterRow) => (row.counter === 'counter-3' ? null : { ...row, total: row.total * 2 }),
    },
  ],
};

afterEach(forgetDirs);

describe('a relay', () => {
  it('publishes every contract once, in order, and every total', async () => {
    const [broker, store] = [new MemoryBroker(), await openedStore()];
    await appendRaises(store, 0, 500, COUNTERS);
    expect(await relayAll(broker, store, freshDir())).toMatchObject({ ordinal: 500, parked: [] });
    expectPublished(broker, 500);
  });

  it('goes on where it was, sending nothing anew', async () => {
    const [broker, store, dir] = [new MemoryBroker(), await openedStore(), freshDir()];
    await appendRaises(store, 0, 200, COUNTERS);
    await relayAll(broker, store, dir);
    await appendRaises(store, 200, 300, COUNTERS);
    await relayAll(broker, store, dir);
    expectPublished(broker, 300);
  });

  it('coalesces the values of a key within a batch', async () => {
    const [broker, store] = [new MemoryBroker(), await openedStore()];
    await appendRaises(store, 0, 400, COUNTERS);
    await relayAll(broker, store, freshDir(), { batchEntries: 1_000, markerIntervalMs: 60_000 });
    for (const transaction of broker.transactions) {
      const keys = transaction.filter(({ topic }) => topic === TOTALS_TOPIC).map(({ key }) => key);
      expect(keys).toEqual([...new Set(keys)]);
    }
  });

  it.each(['lost', 'done-but-unheard'] as const)(
    'sends each record once when commits are %s',
    async (outcome) => {
      const [broker, store] = [new MemoryBroker(), await openedStore()];
      await appendRaises(store, 0, 300, COUNTERS);
      broker.outcomes.push('done', outcome, outcome, 'done', outcome);
      await relayAll(broker, store, freshDir(), { batchEntries: 50 });
      expectPublished(broker, 300);
    },
  );

  it('needs nothing of its private file', async () => {
    const [broker, store] = [new MemoryBroker(), await openedStore()];
    await appendRaises(store, 0, 300, COUNTERS);
    await relayAll(broker, store, freshDir());
    const before = broker.records.filter(({ key }) => key !== '$marker').length;
    await relayAll(broker, store, freshDir());
    expect(broker.records.filter(({ key }) => key !== '$marker')).toHaveLength(before);
    expectPublished(broker, 300);
  });

  it('goes on in another store that holds the same ledger', async () => {
    const [broker, store, dir] = [new MemoryBroker(), await openedStore(), freshDir()];
    await appendRaises(store, 0, 200, COUNTERS);
    await relayAll(broker, store, dir);
    const moved = store.copy('another store');
    await appendRaises(moved, 200, 260, COUNTERS);
    await relayAll(broker, moved, dir);
    expectPublished(broker, 260);
  });

  it('publishes only the difference a raised projection version makes', async () => {
    const [broker, store, dir] = [new MemoryBroker(), await openedStore(), freshDir()];
    await appendRaises(store, 0, 100, COUNTERS);
    await relayAll(broker, store, dir);
    const before = broker.records.length;
    await relayAll(broker, store, dir, { definitions: [doubled] });
    const sent = broker.records.slice(before).filter(({ key }) => key !== '$marker');
    expect(sent.map(({ key }) => key).sort()).toEqual([...totalsOf(100).keys()].sort());
    expect(sent.find(({ key }) => key === 'counter-3')?.value).toBeNull();
    const expected = [...totalsOf(100)].filter(([key]) => key !== 'counter-3');
    expect(publishedTotals(broker)).toEqual(
      new Map(expected.map(([key, row]) => [key, { ...row, total: row.total * 2 }])),
    );
  });

  it('sends the history to a topic that is new', async () => {
    const [broker, store, dir] = [new MemoryBroker(), await openedStore(), freshDir()];
    await appendRaises(store, 0, 120, COUNTERS);
    await relayAll(broker, store, dir, { definitions: [{ ...counters, topics: [], stateTopics: [] }] });
    expect(broker.records).toEqual([]);
    await appendRaises(store, 120, 150, COUNTERS);
    await relayAll(broker, store, dir, { batchEntries: 20 });
    expectPublished(broker, 150);
  });
});

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
