import { type Admin, Kafka, logLevel, type Producer } from 'kafkajs';
import { consumeEvents, FROM_THE_START, type PartitionProgress } from '#platform/messaging';
import { eventually } from '#platform/testing';
import { type Broker, startBroker } from '../kafka/broker.js';

const LONG = 60_000;
const PARTITIONS = [0, 1];

let broker: Broker;
let admin: Admin;
let producer: Producer;

beforeAll(async () => {
  broker = await startBroker();
  const kafka = new Kafka({ brokers: [...broker.brokers], logLevel: logLevel.NOTHING });
  [admin, producer] = [kafka.admin(), kafka.producer()];
  await Promise.all([admin.connect(), producer.connect()]);
});

afterAll(async () => {
  await Promise.all([admin.disconnect(), producer.disconnect()]);
  await broker.stop();
});

/** As the AsyncAPI document has them. */
const headersOf = (sequence: number) => ({
  'content-type': 'application/json',
  ce_specversion: '1.0',
  ce_id: `e${sequence}`,
  ce_type: 'raised',
  ce_source: 's',
  ce_time: '2021-06-01T02:00:00.000Z',
  ce_subject: 'a',
  ce_dataschema: 'd',
  civitas_ledger: 'ledger',
  civitas_ordinal: String(sequence),
  civitas_stream: 's',
  civitas_revision: String(sequence),
  civitas_sequence: String(sequence),
});

/** Records of these sequences into every partition of a topic. */
async function send(topic: string, from: number, to: number): Promise<void> {
  const sequences = Array.from({ length: to - from }, (_, index) => from + index);
  const messages = PARTITIONS.flatMap((partition) =>
    sequences.map((sequence) => ({ partition, key: 'a', value: '{}', headers: headersOf(sequence) })),
  );
  await producer.send({ topic, messages });
}

/** Members of one group over one store of progress. */
function office(topic: string) {
  const stored = new Map<number, PartitionProgress>();
  const handled: string[] = [];
  const join = () => {
    const stop = new AbortController();
    const asked: number[] = [];
    const done = consumeEvents({
      brokers: broker.brokers,
      topic,
      groupId: `office-${topic}`,
      signal: stop.signal,
      progressOf: (partition) => {
        asked.push(partition);
        return stored.get(partition) ?? FROM_THE_START;
      },
      handle: ({ partition, records, progress }) => {
        for (const { sequence } of records) handled.push(`${partition}/${sequence}`);
        stored.set(partition, progress);
        return Promise.resolve();
      },
    });
    const end = async (): Promise<void> => {
      stop.abort();
      await done;
    };
    return { asked, done, end };
  };
  const all = (count: number) =>
    eventually(`${count} handled`, () => new Set(handled).size >= count * PARTITIONS.length, LONG);
  return { stored, handled, join, all };
}

describe('members of one group', () => {
  it(
    'handle each record once, also of a partition that comes back',
    async () => {
      const topic = 'civitas.shared.v1';
      await admin.createTopics({ topics: [{ topic, numPartitions: PARTITIONS.length }] });
      const { handled, join, all } = office(topic);
      await send(topic, 0, 10);
      const first = join();
      await all(10);
      const second = join();
      await eventually('the second has a partition', () => second.asked.length > 0, LONG);
      await send(topic, 10, 20);
      await all(20);
      await second.end();
      await send(topic, 20, 21);
      await all(21);
      await first.end();
      expect(handled.toSorted()).toEqual([...new Set(handled)].toSorted());
    },
    2 * LONG,
  );

  it(
    'stop before a topic that was made anew',
    async () => {
      const topic = 'civitas.anew.v1';
      await admin.createTopics({ topics: [{ topic, numPartitions: PARTITIONS.length }] });
      const { stored, join, handled } = office(topic);
      for (const partition of PARTITIONS)
        stored.set(partition, { offset: '20', nextSequence: 20, ledgerId: 'ledger' });
      await send(topic, 0, 5);
      await expect(join().done).rejects.toMatchObject({ name: 'BrokenTopic', kind: 'repeat' });
      expect(handled).toEqual([]);
    },
    LONG,
  );
});
