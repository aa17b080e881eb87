import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unitsDefinition } from '#contexts/units/definition';
import {
  DeciderRepository,
  EventCodec,
  type LedgerIdentity,
  ledgerOf,
  UnknownEvent,
} from '#platform/event-store';
import { relayThrough, type RelayStatus, settingsOf } from '#platform/messaging';
import { ProcessEngine } from '#platform/processes';
import { Projector, replay, SqliteReadModels, verify } from '#platform/projections';
import { eventually, type MemoryEventStore } from '#platform/testing';
import { CONTEXT_PROCESSES } from '../../../apps/admin-api/src/process-definitions.js';
import { CONTEXT_DEFINITIONS as definitions } from '../../../apps/projector/src/definitions.js';
import { MemoryBroker } from '../../broker/memory-broker.js';
import {
  additive,
  newerDefinitions,
  NEW_UNIT_ID,
  NEW_UNIT_STREAM,
  stopping,
  UNIT_STREAM,
  writtenByNewer,
} from './newer-release.js';
import { appendAll, historyOf, Release } from './release.js';

const projections = definitions.flatMap((definition) => definition.projections);
/** Behind what stops a reader: if it were skipped, this would be seen. */
const behind = writtenByNewer('units.jurisdiction-990103', 'JurisdictionRegistered', {
  code: '990103',
  name: '示例新区',
  level: 'district',
});

const release = Release.all().at(-1) as Release;

let folder: string;
let store: MemoryEventStore;
let ledger: LedgerIdentity;
let running: { stop(): Promise<unknown> }[];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'releases-'));
  running = [];
  store = await release.store();
  ledger = (await ledgerOf(store)) as LedgerIdentity;
});
afterEach(async () => {
  for (const each of running) await each.stop();
  rmSync(folder, { recursive: true });
});

const file = (): string => join(folder, 'read-models.sqlite');

function projecting(of = definitions): Projector {
  const projector = new Projector({ definitions: of, store, file: file() });
  projector.start();
  running.push(projector);
  return projector;
}

async function models(): Promise<SqliteReadModels> {
  const { ledgerId } = ledger;
  const read = new SqliteReadModels({
    file: file(),
    projections,
    ledger: { ledgerId, storeId: await store.storeId() },
  });
  running.push({
    stop: () => {
      read.close();
      return Promise.resolve();
    },
  });
  return read;
}

function processing(): ProcessEngine {
  const engine = new ProcessEngine({
    definitions,
    processes: CONTEXT_PROCESSES,
    store,
    file: join(folder, 'processes.sqlite'),
    dispatch: () => Promise.resolve({ kind: 'done' }),
    clock: { now: () => '2021-06-10T02:00:00.000Z' },
  });
  engine.start();
  running.push(engine);
  return engine;
}

/** Relays until it has stopped by itself or published everything up to `last`. */
async function relayed(broker: MemoryBroker, last: number): Promise<RelayStatus> {
  const stop = new AbortController();
  let status: RelayStatus | undefined;
  const options = {
    brokers: [],
    reader: store,
    ledger,
    definitions,
    dataDir: folder,
    signal: stop.signal,
    onStatus: (now: RelayStatus) => (status = now),
  };
  const relaying = relayThrough(broker, settingsOf(options)).catch(() => undefined);
  const isDone = (): boolean =>
    status?.phase === 'stopped' || (status?.phase === 'live' && status.ordinal === last);
  await eventually('the relay to come to its end', isDone);
  const found = status as unknown as RelayStatus;
  stop.abort();
  await relaying;
  return found;
}

const repository = async (): Promise<DeciderRepository> =>
  new DeciderRepository(store, new EventCodec([unitsDefinition.events]), await store.storeId());
const anyState = { initialState: 0, evolve: (count: number) => count + 1 };

describe('an optional field of a newer release', () => {
  let last: number;
  beforeEach(async () => {
    await appendAll(store, [additive]);
    last = (await historyOf(store)).length - 1;
  });

  it('passes every reader, which folds and publishes what it knows', async () => {
    const [projector, engine, broker] = [projecting(), processing(), new MemoryBroker()];
    const read = await models();
    await eventually('all to be folded', () => read.status().every(({ ordinal }) => ordinal === last));
    expect(projector.status().state).toBe('following');
    const units = projections.find(({ name }) => name === 'units')!;
    expect(read.of(units).get(NEW_UNIT_ID)).toMatchObject({ name: '示例区剧院' });
    await eventually('the processes', () => engine.status().ordinal === last);
    expect(await relayed(broker, last)).toMatchObject({ phase: 'live', ordinal: last });
    expect((await (await repository()).load(anyState, NEW_UNIT_STREAM)).state).toBe(1);
    expect(await verify({ definitions, store, file: file() })).toMatchObject({ isRight: true });
    expect(await replay({ definitions, store, file: file() })).toMatchObject({ isEqual: true });
  });
});

describe.each(stopping)('$what', ({ written, sentence }) => {
  /** Ordinal of the last event before it. */
  let last: number;
  beforeEach(async () => {
    await appendAll(store, [additive]);
    last = (await historyOf(store)).length - 1;
  });
  const anotherWrites = (): Promise<void> => appendAll(store, [written, behind]);

  it('stops the projector, which serves all before it', async () => {
    const projector = projecting();
    const read = await models();
    await eventually('all to be folded', () => read.status().every(({ ordinal }) => ordinal === last));
    await anotherWrites();
    await eventually('the projector to stop', () => projector.status().state === 'stopped');
    expect(projector.status()).toMatchObject({ reason: sentence, ordinal: last });
    expect(read.status().map(({ reason, ordinal }) => [reason, ordinal])).toEqual(
      projections.map(() => [sentence, last]),
    );
  });

  it('stops the processes, which have taken in all before it, and gives way to a newer build', async () => {
    await anotherWrites();
    const engine = processing();
    await eventually('the processes to stop', () => engine.status().state === 'stopped');
    expect(engine.status()).toMatchObject({ reason: sentence });
    for (const { ordinal } of engine.status().processes) expect(ordinal).toBe(last);
    const other = processing();
    await eventually('another to lead', () => other.status().state === 'stopped');
  });

  it('stops the relay, which has published all before it', async () => {
    await anotherWrites();
    const broker = new MemoryBroker();
    expect(await relayed(broker, -1)).toMatchObject({
      phase: 'stopped',
      ordinal: last,
      reason: `the relay cannot go on: ${sentence}`,
    });
    const notices = release.published.filter(({ type }) => type.startsWith('civitas.supervision.'));
    expect(broker.of('civitas.notices.v1')).toHaveLength(notices.length);
  });

  it('stops a command on its stream, and on no other', async () => {
    await anotherWrites();
    const commands = await repository();
    await expect(commands.load(anyState, UNIT_STREAM)).rejects.toThrow(sentence);
    expect((await commands.load(anyState, NEW_UNIT_STREAM)).revision).toBe(0);
  });

  it('stops a replay and a recount of rows that a newer build folded beyond it', async () => {
    await anotherWrites();
    projecting(newerDefinitions);
    const read = await models();
    await eventually('the newer build', () => read.status().every(({ ordinal }) => ordinal === last + 2));
    await expect(replay({ definitions, store, file: file() })).rejects.toThrow(sentence);
    await expect(verify({ definitions, store, file: file() })).rejects.toThrow(UnknownEvent);
  });
});
