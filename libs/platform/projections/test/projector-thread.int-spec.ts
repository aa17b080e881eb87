import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EmbeddedLog, openEmbeddedLog, openLedger } from '#platform/event-store';
import { isProjectorReady, ProjectorThread, SqliteReadModels } from '#platform/projections';
import { eventually } from '#platform/testing';
import { DEFINITIONS, encoded, LEDGER_ID, townEvent } from './town.js';

const ENTRY = new URL('./town-worker.mjs', import.meta.url);
const NOW = '2021-06-01T02:00:00.000Z';

describe('the projector on a thread of its own', () => {
  let dataDir: string;
  let log: EmbeddedLog;
  let thread: ProjectorThread;
  let models: SqliteReadModels;

  beforeEach(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'projector-thread-'));
    log = await openEmbeddedLog(dataDir);
    await openLedger(log, { ledgerId: LEDGER_ID, clock: 'real' }, NOW);
    const file = join(dataDir, 'read-models.sqlite');
    const ledger = { ledgerId: LEDGER_ID, storeId: await log.storeId() };
    models = new SqliteReadModels({
      file,
      projections: DEFINITIONS.flatMap(({ projections }) => projections),
      ledger,
    });
    thread = await ProjectorThread.start({
      shard: 'town',
      entry: ENTRY,
      file,
      store: { dataDir },
      onProgress: () => models.poke(),
    });
    log.onCommit(() => thread.poke());
  });

  afterEach(async () => {
    await thread.stop();
    models.close();
    await log.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  const write = async (from: number, count: number): Promise<bigint> => {
    const events = Array.from({ length: count }, (_, offset) => {
      const { type, data } = townEvent(from + offset);
      return encoded('town.life-1', from + offset, type, data);
    });
    return (await log.append('town.life-1', from === 1 ? 'none' : from - 2, events)).position;
  };

  it('folds what is appended on the main side, and answers who waits for a position', async () => {
    await eventually('rows to serve', () => models.status().every(({ state }) => state === 'active'));
    for (let from = 1; from < 500; from += 50) {
      const position = await write(from, 50);
      await models.waitFor(['people', 'gazette'], position, 5_000);
      expect(models.status()[0]?.handled).toBe(from + 49);
    }
    expect(isProjectorReady(thread.status())).toBe(true);
  });

  it('ends when told, by itself', async () => {
    expect(await thread.stop()).toBe(true);
    expect(thread.status()).toMatchObject({ state: 'ended', reason: null });
    expect(isProjectorReady(thread.status())).toBe(false);
  });

  it('says so when its thread dies', async () => {
    const said: string[] = [];
    const dying = await ProjectorThread.start({
      shard: 'town',
      entry: new URL('./dying-worker.mjs', import.meta.url),
      file: join(dataDir, 'other.sqlite'),
      store: {},
      onProgress: ({ state }) => said.push(state),
    });
    dying.poke();
    await eventually('its death', () => said.length > 0);
    expect(dying.status()).toMatchObject({ state: 'ended', reason: expect.stringContaining('out of luck') });
    expect(said).toEqual(['ended']);
    expect(await dying.stop()).toBe(true);
  });

  it('does not start without its store, and says why', async () => {
    const file = join(dataDir, 'other.sqlite');
    const start = ProjectorThread.start({
      shard: 'town',
      entry: ENTRY,
      file,
      store: { dataDir: join(dataDir, 'missing') },
    });
    await expect(start).rejects.toThrow(/missing/);
  });
});
