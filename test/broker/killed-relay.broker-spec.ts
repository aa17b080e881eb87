import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { eventually } from '#platform/testing';
import { startBroker, type Broker } from '../kafka/broker.js';
import { expectEqualToLog } from './observed.js';
import { relayProcess, writerProcess, type RelayLine, type SpokenProcess } from './processes.js';

const COUNTERS = 300;
const EVENTS = 30_000;
/** Transactions of a relay's life before it is killed, and how long after the last one: anywhere within the next. */
const KILLS = [
  [1, 0],
  [3, 4],
  [2, 9],
  [6, 2],
  [1, 14],
  [9, 6],
] as const;

let broker: Broker;
let dataDir: string;
const relays: SpokenProcess<RelayLine>[] = [];

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'civitas-killed-'));
  broker = await startBroker();
});

afterAll(async () => {
  for (const relay of relays) await relay.end('SIGKILL');
  await broker.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

const startRelay = (): SpokenProcess<RelayLine> => {
  const quick = { sessionTimeoutMs: 6_000, markerIntervalMs: 200, batchEntries: 200 };
  const relay = relayProcess({ brokers: broker.brokers, dataDir, ...quick });
  relays.push(relay);
  return relay;
};

it('publishes every record once and in order though the relay is killed again and again under load', async () => {
  const writer = writerProcess({ dataDir, from: 0, to: EVENTS, counters: COUNTERS, perSecond: 550 });
  let killedUnderLoad = 0;
  for (const [transactions, afterMs] of KILLS) {
    const relay = startRelay();
    const sent = (): boolean => (relay.alive().last?.transactions ?? 0) >= transactions;
    await eventually('transactions of this life', sent, 60_000);
    await pause(afterMs);
    if (writer.running) killedUnderLoad++;
    await relay.end('SIGKILL');
  }
  expect(killedUnderLoad).toBeGreaterThanOrEqual(5);
  const relay = startRelay();
  expect([await writer.exited, writer.stderr]).toEqual([0, '']);
  await eventually('the end of the log', () => relay.alive().last?.ordinal === EVENTS, 60_000);
  await expectEqualToLog(broker.brokers, dataDir, EVENTS, COUNTERS);
  expect(await relay.end()).toBe(0);
});
