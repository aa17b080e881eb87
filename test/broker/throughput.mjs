/**
 * How fast the relay is beside a bare kafkajs transactional producer that sends records as large, a thousand a
 * transaction, to the same broker in the same run: `node test/broker/throughput.mjs [events]` through npm's Node,
 * after a build. Prints one JSON line.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Kafka, logLevel } from 'kafkajs';
import { startBroker } from '../kafka/broker.ts';

const EVENTS = Number(process.argv[2] ?? 60_000);
const COUNTERS = 1_000;
const A_TRANSACTION = 1_000;
const PARTITIONS = 4;

const child = (script, options) =>
  spawn(process.execPath, ['--no-warnings', `test/broker/${script}`, JSON.stringify(options)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });

async function bareSend(brokers, records, headers) {
  const kafka = new Kafka({
    brokers: [...brokers],
    logLevel: logLevel.NOTHING,
    retry: { initialRetryTime: 2, maxRetryTime: 500, retries: 30 },
  });
  const topic = `bare-${Object.keys(headers).length}`;
  const admin = kafka.admin();
  await admin.connect();
  await admin.createTopics({ topics: [{ topic, numPartitions: PARTITIONS }], waitForLeaders: true });
  await admin.disconnect();
  const producer = kafka.producer({
    transactionalId: topic,
    idempotent: true,
    maxInFlightRequests: 1,
    createPartitioner: () => (placed) => placed.message.partition,
  });
  await producer.connect();
  const value = JSON.stringify({ counter: 'counter-123', by: 3, total: 123 });
  const began = performance.now();
  for (let sent = 0; sent < records; sent += A_TRANSACTION) {
    const messages = Array.from({ length: A_TRANSACTION }, (_, n) => ({
      key: `counter-${(sent + n) % COUNTERS}`,
      value,
      headers,
      partition: n % PARTITIONS,
    }));
    const transaction = await producer.transaction();
    await transaction.sendBatch({ topicMessages: [{ topic, messages }], acks: -1 });
    await transaction.commit();
  }
  const seconds = (performance.now() - began) / 1000;
  await producer.disconnect();
  return Math.round(records / seconds);
}

async function relayed(brokers, dataDir) {
  const relay = child('relay-process.mjs', { brokers, dataDir, markerIntervalMs: 60_000 });
  let first;
  try {
    for await (const line of createInterface({ input: relay.stdout })) {
      const status = JSON.parse(line);
      if (status.transactions >= 1) first ??= { at: performance.now(), ...status };
      if (status.ordinal !== EVENTS) continue;
      const seconds = (performance.now() - first.at) / 1000;
      const records = status.records - first.records;
      return {
        records: Math.round(records / seconds),
        entries: Math.round((EVENTS - first.ordinal) / seconds),
      };
    }
    throw new Error('the relay ended early');
  } finally {
    relay.kill('SIGTERM');
    await once(relay, 'exit');
  }
}

const dataDir = mkdtempSync(join(tmpdir(), 'civitas-throughput-'));
const broker = await startBroker();
try {
  const writer = child('writer-process.mjs', {
    dataDir,
    from: 0,
    to: EVENTS,
    counters: COUNTERS,
    perSecond: 1e6,
  });
  writer.stdout.resume();
  await once(writer, 'exit');
  const like = Object.fromEntries(
    [
      'content-type',
      'ce_specversion',
      'ce_id',
      'ce_type',
      'ce_source',
      'ce_time',
      'ce_subject',
      'ce_dataschema',
    ]
      .concat(['ledger', 'ordinal', 'stream', 'revision', 'sequence'].map((name) => `civitas_${name}`))
      .map((name) => [
        name,
        name === 'ce_id' ? '5f0c1f9e-0d5b-8a6c-9d2e-1f2a3b4c5d6e' : 'civitas.counters.raised',
      ]),
  );
  await bareSend(broker.brokers, 10_000, { warm: 'up' });
  const bare = await bareSend(broker.brokers, EVENTS, {});
  const bareWithHeaders = await bareSend(broker.brokers, EVENTS, like);
  const relay = await relayed(broker.brokers, dataDir);
  console.log(
    JSON.stringify({
      unit: 'records/s',
      bare,
      bareWithHeaders,
      relay: relay.records,
      entriesPerSecond: relay.entries,
    }),
  );
} finally {
  await broker.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
