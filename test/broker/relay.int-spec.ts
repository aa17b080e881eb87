import type { ContextDefinition } from '#platform/projections';
import { appendRaises, counters, totals, TOTALS_TOPIC, type CounterRow } from './counters.js';
import { COUNTERS, expectPublished, totalsOf } from './expected-records.js';
import { MemoryBroker } from './memory-broker.js';
import { forgetDirs, freshDir, openedStore, publishedTotals, relayAll } from './relay-life.js';

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
