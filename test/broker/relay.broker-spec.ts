import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Kafka, logLevel } from 'kafkajs';
import { openEmbeddedLog } from '#platform/event-store';
import { rebuildStateTopic } from '#platform/messaging';
import { eventually } from '#platform/testing';
import { derivedId } from '#platform/values';
import { startBroker, type Broker } from '../kafka/broker.js';
import { encoded, RAISES_TOPIC, TOTALS_TOPIC } from './counters.js';
import { expectEqualToLog } from './observed.js';
import { relayProcess, writerProcess, type RelayLine, type SpokenProcess } from './processes.js';

const COUNTERS = 100;
const LONG = 90_000;

let broker: Broker;
let dataDir: string;
let written = 0;
const relays: SpokenProcess<RelayLine>[] = [];

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'civitas-relay-'));
  broker = await startBroker();
});

afterEach(async () => {
  for (const relay of relays.splice(0)) await relay.end('SIGKILL');
});

afterAll(async () => {
  await broker.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

function startRelay(): SpokenProcess<RelayLine> {
  const quick = { sessionTimeoutMs: 6_000, markerIntervalMs: 200, batchEntries: 200 };
  const relay = relayProcess({ brokers: broker.brokers, dataDir, ...quick });
  relays.push(relay);
  return relay;
}

const writing = (events: number, perSecond = 5_000): SpokenProcess<number> => {
  const writer = writerProcess({
    dataDir,
    from: written,
    to: written + events,
    counters: COUNTERS,
    perSecond,
  });
  written += events;
  return writer;
};

const reached = (relay: SpokenProcess<RelayLine>): Promise<unknown> =>
  eventually('the end of the log', () => relay.alive().last?.ordinal === written, LONG);

it('publishes a log while it is written, and stops when asked', async () => {
  const relay = startRelay();
  expect(await writing(2_000).exited).toBe(0);
  await reached(relay);
  await expectEqualToLog(broker.brokers, dataDir, written, COUNTERS);
  expect(await relay.end()).toBe(0);
});

it('is led by one relay at a time; another stands by and takes over', async () => {
  const pair = [startRelay(), startRelay()];
  const writer = writing(6_000, 500);
  const leader = await eventually(
    'a leader',
    () => pair.find(({ last }) => (last?.transactions ?? 0) > 3),
    LONG,
  );
  const standby = pair.find((relay) => relay !== leader)!;
  expect(standby.alive().last).toMatchObject({ phase: 'standby', transactions: 0 });
  await leader.end('SIGKILL');
  await eventually('the other to lead', () => (standby.alive().last?.transactions ?? 0) > 3, LONG);
  const newcomer = startRelay();
  expect(await writer.exited).toBe(0);
  await reached(standby);
  expect(newcomer.alive().last).toMatchObject({ phase: 'standby', transactions: 0 });
  await expectEqualToLog(broker.brokers, dataDir, written, COUNTERS);
});

it('waits while the broker is away, says so, and loses nothing', async () => {
  const relay = startRelay();
  const writer = writing(6_000, 400);
  await eventually('records under way', () => (relay.alive().last?.transactions ?? 0) > 2, LONG);
  await broker.kill9();
  const waiting = await eventually(
    'the word that it waits',
    () => relay.alive().last?.phase === 'waiting' && relay.last,
    LONG,
  );
  expect(waiting.reason).toEqual(expect.any(String));
  await broker.restart();
  expect(await writer.exited).toBe(0);
  await reached(relay);
  await expectEqualToLog(broker.brokers, dataDir, written, COUNTERS);
});

it('never writes again once another producer has taken its place', async () => {
  const relay = startRelay();
  await reached(relay);
  const kafka = new Kafka({
    brokers: [...broker.brokers],
    logLevel: logLevel.NOTHING,
    retry: { initialRetryTime: 2 },
  });
  const usurper = kafka.producer({
    transactionalId: 'civitas-relay',
    idempotent: true,
    maxInFlightRequests: 1,
  });
  await usurper.connect();
  const transaction = await usurper.transaction();
  await transaction.abort();
  expect(await writing(10).exited).toBe(0);
  expect(await relay.exited).toBe(3);
  expect(relay.last).toMatchObject({ error: 'RelayFenced', message: expect.stringMatching(/taken over/) });
  await usurper.disconnect();
  const next = startRelay();
  await reached(next);
  await expectEqualToLog(broker.brokers, dataDir, written, COUNTERS);
});

it('parks the key of a record the broker would not take, and sends large ones beside it', async () => {
  const log = await openEmbeddedLog(dataDir);
  for (const [counter, size] of Object.entries({
    'too-large': 950_000,
    'large-a': 800_000,
    'large-b': 800_000,
  })) {
    const raise = { counter, by: 1, note: 'x'.repeat(size) };
    await log.append(`counters.counter-${counter}`, 'none', [
      encoded(derivedId(counter), 'CounterRaised', raise),
    ]);
    written++;
  }
  await log.close();
  const relay = startRelay();
  await reached(relay);
  expect(await writing(100).exited).toBe(0);
  await reached(relay);
  const parked = relay.alive().last?.parked ?? [];
  expect(parked.map(({ topic, key }) => [topic, key])).toEqual([
    [RAISES_TOPIC, 'too-large'],
    [TOTALS_TOPIC, 'too-large'],
  ]);
  const { values } = await rebuildStateTopic(broker, TOTALS_TOPIC);
  expect([values.has('large-a'), values.has('large-b'), values.has('too-large')]).toEqual([
    true,
    true,
    false,
  ]);
});
