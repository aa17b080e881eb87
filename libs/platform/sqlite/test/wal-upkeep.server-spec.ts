import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { WalUpkeep } from '#platform/sqlite';
import { eventually } from '#platform/testing';

const MB = 1024 * 1024;

describe('the upkeep of a write-ahead log', () => {
  const folder = mkdtempSync(join(tmpdir(), 'wal-upkeep-'));
  const file = join(folder, 'some.sqlite');
  const database = new Database(file);
  database.pragma('journal_mode = WAL');
  database.exec('CREATE TABLE things (id INTEGER PRIMARY KEY, body BLOB)');
  const insert = database.prepare('INSERT INTO things (body) VALUES (?)');
  const upkeep = new WalUpkeep(database);
  const count = (): unknown => database.prepare('SELECT count(*) FROM things').pluck().get();
  const wal = (): number => statSync(`${file}-wal`).size;

  const insertAll = (megabytes: number): void => {
    for (let quarter = 0; quarter < 4 * megabytes; quarter++) insert.run(Buffer.alloc(MB / 4, quarter));
  };
  const write = (megabytes: number): void => {
    for (let written = 0; written < megabytes; written++) {
      insertAll(1);
      upkeep.committed();
    }
  };

  afterAll(async () => {
    await upkeep.stop();
    database.close();
    rmSync(folder, { recursive: true });
  });

  it('waits for its copies when commits come faster', () => {
    insertAll(120);
    upkeep.committed();
    insertAll(6);
    upkeep.committed();
    insertAll(10);
    expect(wal()).toBeLessThan(130 * MB);
  });

  it('keeps it short however much is written, and is not in the way of a transaction', () => {
    write(200);
    expect(wal()).toBeLessThan(130 * MB);
    const before = count();
    database.exec('BEGIN');
    insert.run(Buffer.alloc(1));
    upkeep.committed();
    database.exec('ROLLBACK');
    expect(count()).toBe(before);
  });

  it('cuts back one that grew while something long was read', async () => {
    const reader = new Database(file, { readonly: true });
    reader.exec('BEGIN');
    reader.prepare('SELECT count(*) FROM things').get();
    write(160);
    expect(wal()).toBeGreaterThan(150 * MB);
    reader.close();
    await eventually('a shorter one', () => {
      write(1);
      return wal() <= 128 * MB;
    });
  });
});
