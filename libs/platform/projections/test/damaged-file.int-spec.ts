import { closeSync, openSync, writeSync } from 'node:fs';
import Database from 'better-sqlite3';
import { UnreadableReadModels, verify } from '#platform/projections';
import { eventually, type MemoryEventStore } from '#platform/testing';
import { DEFINITIONS } from './town.js';
import { caughtUp, foundTown, type TownHall } from './town-hall.js';

const EVENTS = 300;

describe('a file of read models whose structure is damaged', () => {
  let hall: TownHall;
  let store: MemoryEventStore;

  beforeEach(async () => {
    const { models, ...town } = await foundTown(EVENTS);
    ({ hall, store } = town);
    const projector = hall.projector(store);
    await caughtUp(models, store);
    await eventually('seals of all rows', () => hall.unsealed('people') === 0);
    await projector.stop();
  });
  afterEach(() => hall.close());

  const verified = () => verify({ definitions: DEFINITIONS, store, file: hall.file });

  /** Writes over so many bytes of the first page of a table or an index, from an offset on. */
  const spoil = (name: string, offset: number, bytes: number): void => {
    const database = new Database(hall.file);
    database.pragma('wal_checkpoint(TRUNCATE)');
    const sql = 'SELECT rootpage FROM sqlite_schema WHERE name = ?';
    const page = database.prepare<[string], number>(sql).pluck().get(name) ?? 1;
    const size = Number(database.pragma('page_size', { simple: true }));
    database.close();
    const file = openSync(hall.file, 'r+');
    writeSync(file, Buffer.alloc(bytes, 7), 0, bytes, (page - 1) * size + offset);
    closeSync(file);
  };

  it('is right as long as it is not damaged', async () => {
    expect(await verified()).toMatchObject({ isRight: true });
  });

  it.each([
    ['an entry of an index', 'ix:people:1:points', 16_300, 60, /index ix:people:1:points/],
    ['a page of an index', 'ix:people:1:points', 0, 8_000, /page \d+/],
    ['a page of rows', 'rows:people:1', 0, 16_000, /page \d+/],
    ['the list of tables', 'sqlite_schema', 0, 16_000, /not a database/],
  ])('is named with what to do: %s', async (_, name, offset, bytes, said) => {
    spoil(name, offset, bytes);
    const found = await verified().catch((error: unknown) => error);
    expect(found).toBeInstanceOf(UnreadableReadModels);
    const { message, faults } = found as UnreadableReadModels;
    expect(faults.join()).toMatch(said);
    expect(message).toBe(
      `${hall.file}: ${faults[0]}; stop the server and remove it with its -wal and -shm, and it is folded anew`,
    );
  });
});
