import { readFileSync, writeFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { replay } from '#platform/projections';
import { MemoryEventStore } from '#platform/testing';
import { ReadModelFile } from '../src/sqlite/read-model-file.js';
import { DEFINITIONS, live } from './town.js';
import { caughtUp, foldedFromNothing, storedRows, TownHall } from './town-hall.js';

describe('a read-model file', () => {
  let hall: TownHall;
  let store: MemoryEventStore;

  beforeEach(async () => {
    hall = new TownHall();
    store = new MemoryEventStore();
    await live(store, 1, 300);
    const before = hall.projector(store);
    await caughtUp(await hall.models(store), store);
    await before.stop();
  });
  afterEach(() => hall.close());

  const writtenBy = (version: number, change = 'SELECT 1'): void => {
    const database = new Database(hall.file);
    database.exec(change);
    database.pragma(`user_version = ${version}`);
    database.close();
  };

  it.each([
    [1, 'checkpoints', 'heard'],
    [2, 'checkpoints', 'row_count'],
    [3, 'coverage', 'is_sealed'],
  ])('of an older build, version %i, is folded anew', async (version, table, column) => {
    writtenBy(version, `ALTER TABLE ${table} DROP COLUMN ${column}`);
    hall.projector(store);
    const models = await hall.models(store);
    await caughtUp(models, store);
    expect(storedRows(models)).toEqual(await foldedFromNothing(store));
  });

  it('that is none is refused by its name, with what to do', () => {
    const file = `${hall.file}.spoilt`;
    writeFileSync(file, 'hello\n'.repeat(200));
    expect(() => ReadModelFile.open(file)).toThrow(`${file}: file is not a database; remove it`);
  });

  it('that is a database of somebody else is refused, and nothing in it is changed', () => {
    const file = `${hall.file}.foreign`;
    const database = new Database(file);
    database.exec('CREATE TABLE checkpoints (place TEXT)');
    database.close();
    const before = readFileSync(file);
    expect(() => ReadModelFile.open(file)).toThrow(`${file} holds tables and is no file of read models`);
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  it.each([0, 3, 99])('of version %i is refused by a replay, with what to do', async (version) => {
    writtenBy(version);
    await expect(replay({ definitions: DEFINITIONS, store, file: hall.file })).rejects.toThrow(
      `${hall.file}: it has version ${version}, this build reads version 4; stop the server and remove it`,
    );
  });

  it('of a newer build is refused', () => {
    writtenBy(99);
    expect(() => ReadModelFile.open(hall.file)).toThrow(/was written by a newer build \(version 99\)/);
  });
});
