import { type Admin, ConfigResourceTypes, Kafka, logLevel } from 'kafkajs';
import type { EventStore } from '#platform/event-store';
import { consumeEvents, FROM_THE_START, rebuildStateTopic, runRelay, settingsOf } from '#platform/messaging';
import { eventually } from '#platform/testing';
import { type Broker, startBroker } from '../kafka/broker.js';
import { appendRaises, counters, LEDGER, RAISES_TOPIC, TOTALS_TOPIC } from './counters.js';
import { forgetDirs, freshDir, openedStore } from './relay-life.js';
import { relayedOrdinal } from './topic-at-rest.js';

const LONG = 30_000;
const COUNTERS = 3;

let broker: Broker;
let admin: Admin;
const stops: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  broker = await startBroker({ createsTopics: true });
});

beforeEach(async () => {
  // What one has learned of a topic does not hold of another of its name.
  admin = new Kafka({ brokers: [...broker.brokers], logLevel: logLevel.NOTHING }).admin();
  await admin.connect();
});

afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
  await admin.deleteTopics({ topics: await ourTopics() });
  await eventually('topics to be gone', async () => (await ourTopics()).length === 0, LONG);
  await admin.disconnect();
  forgetDirs();
});

afterAll(() => broker?.stop());

const ourTopics = async (): Promise<string[]> =>
  (await admin.listTopics()).filter((topic) => topic.startsWith('civitas.'));

const rebuilt = () => rebuildStateTopic(broker, TOTALS_TOPIC);
const proven = () =>
  eventually('markers that prove the totals', async () => (await rebuilt()).proven || null, LONG);

/** A relay of this process; `ended` is its last word: null when it was stopped, else the reason it gave. */
function relaying(store: EventStore) {
  const stop = new AbortController();
  const ended = runRelay(
    settingsOf({
      brokers: broker.brokers,
      reader: store,
      ledger: LEDGER,
      definitions: [counters],
      dataDir: freshDir(),
      signal: stop.signal,
      markerIntervalMs: 0,
    }),
  ).then(
    () => null,
    (error: unknown) => String(error),
  );
  const end = (): Promise<string | null> => {
    stop.abort();
    return ended;
  };
  stops.push(end);
  return { ended, end };
}

describe('a topic that was made anew', () => {
  it(
    'stops the relay that goes on in it, and proves nothing to who reads it',
    async () => {
      const store = await openedStore();
      await appendRaises(store, 0, 30, COUNTERS);
      const relay = relaying(store);
      await proven();
      await admin.deleteTopics({ topics: [TOTALS_TOPIC] });
      await eventually('it to be gone', async () => !(await ourTopics()).includes(TOTALS_TOPIC), LONG);
      await admin.createTopics({
        topics: [{ topic: TOTALS_TOPIC, numPartitions: 4 }],
        waitForLeaders: false,
      });
      await appendRaises(store, 30, 31, COUNTERS);
      // What was tried takes offsets, too, and must not be taken for the records that are gone.
      for (const each of [relay, relaying(store), relaying(store)])
        expect(await each.ended).toMatch(/civitas\.counter-totals\.v1 was made anew or cut back/);
      expect(await rebuilt()).toMatchObject({ values: new Map(), proven: false });
    },
    LONG,
  );
});

describe('a topic whose records were thrown away', () => {
  it(
    'is read to its end at once, and proves nothing',
    async () => {
      const store = await openedStore();
      await appendRaises(store, 0, 30, COUNTERS);
      const relay = relaying(store);
      await proven();
      await relay.end();
      const configEntries = [{ name: 'cleanup.policy', value: 'delete' }];
      const thrownAway = { type: ConfigResourceTypes.TOPIC, name: TOTALS_TOPIC, configEntries };
      await admin.alterConfigs({ validateOnly: false, resources: [thrownAway] });
      const all = (await admin.fetchTopicOffsets(TOTALS_TOPIC)).map(({ partition }) => ({
        partition,
        offset: '-1',
      }));
      await admin.deleteTopicRecords({ topic: TOTALS_TOPIC, partitions: all });
      expect(await rebuilt()).toMatchObject({ values: new Map(), proven: false });
    },
    LONG,
  );
});

describe('a topic that was given more partitions', () => {
  it(
    'is proven by those the relay writes to',
    async () => {
      const store = await openedStore();
      await appendRaises(store, 0, 30, COUNTERS);
      relaying(store);
      await proven();
      await admin.createPartitions({ topicPartitions: [{ topic: TOTALS_TOPIC, count: 6 }] });
      await appendRaises(store, 30, 60, COUNTERS);
      const all = async () => (await relayedOrdinal(broker.brokers)) === 60;
      await eventually('Kafka to have all', all, LONG);
      await proven();
      expect((await rebuilt()).values.size).toBe(COUNTERS);
    },
    LONG,
  );
});

describe('a topic that is not there', () => {
  it('is not made by who reads it, who is told so', async () => {
    await expect(rebuilt()).rejects.toThrow(/has no topic civitas\.counter-totals\.v1/);
    const consuming = consumeEvents({
      brokers: broker.brokers,
      topic: RAISES_TOPIC,
      progressOf: () => FROM_THE_START,
      handle: () => Promise.resolve(),
      signal: new AbortController().signal,
    });
    await expect(consuming).rejects.toThrow(/civitas\.counter-raises\.v1/);
    expect(await ourTopics()).toEqual([]);
  });
});

describe('a topic that somebody else made', () => {
  it(
    'is not taken over when it throws rows away',
    async () => {
      await admin.createTopics({ topics: [{ topic: TOTALS_TOPIC, numPartitions: 2 }] });
      expect(await relaying(await openedStore()).ended).toMatch(
        /civitas\.counter-totals\.v1 has cleanup\.policy delete, not compact/,
      );
    },
    LONG,
  );

  it(
    'is taken over, with its partitions, when it keeps them',
    async () => {
      const configEntries = [{ name: 'cleanup.policy', value: 'compact' }];
      await admin.createTopics({ topics: [{ topic: TOTALS_TOPIC, numPartitions: 2, configEntries }] });
      const store = await openedStore();
      await appendRaises(store, 0, 30, COUNTERS);
      const relay = relaying(store);
      await proven();
      expect((await rebuilt()).values.size).toBe(COUNTERS);
      expect(await relay.end()).toBeNull();
    },
    LONG,
  );
});
