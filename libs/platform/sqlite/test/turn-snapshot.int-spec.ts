import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { TurnSnapshot } from '#platform/sqlite';

const PAGE_BYTES = 4096;

describe('a turn that read a damaged page', () => {
  let folder: string;
  let file: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'turn-'));
    file = join(folder, 'rows.sqlite');
    const database = new Database(file);
    database.pragma(`page_size = ${PAGE_BYTES}`);
    database.exec('CREATE TABLE rows (id INTEGER PRIMARY KEY, row TEXT NOT NULL)');
    const insert = database.prepare('INSERT INTO rows VALUES (?, ?)');
    for (let id = 1; id <= 20; id++) insert.run(id, 'x'.repeat(PAGE_BYTES / 2));
    database.close();
    const damaged = openSync(file, 'r+');
    writeSync(damaged, Buffer.alloc(PAGE_BYTES), 0, PAGE_BYTES, 10 * PAGE_BYTES);
    closeSync(damaged);
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('ends without a word more than the read said, and others read on', () => {
    const database = new Database(file, { readonly: true });
    const snapshot = new TurnSnapshot(database);
    const row = database.prepare<[number], number>('SELECT length(row) FROM rows WHERE id = ?').pluck();
    const all = database.prepare('SELECT * FROM rows');
    snapshot.use();
    expect(() => all.all()).toThrow('malformed');
    expect(() => snapshot.end()).not.toThrow();
    snapshot.use();
    expect(row.get(1)).toBe(PAGE_BYTES / 2);
    snapshot.end();
    expect(database.inTransaction).toBe(false);
    database.close();
  });
});
