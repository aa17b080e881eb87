import { existsSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { EventStoreUnavailable, openEmbeddedLog } from '#platform/event-store';
import { newEvent, newStream } from './samples.js';
import { temporaryDirectory } from './temporary-log.js';

const directory = temporaryDirectory();
const at = (name: string): string => join(directory(), name);

function keepSeen(name: string, ...rows: number[]): void {
  const db = new Database(at(name));
  db.exec('CREATE TABLE seen (ordinal INTEGER)');
  for (const ordinal of rows) db.prepare('INSERT INTO seen VALUES (?)').run(ordinal);
  db.close();
}

async function refused(): Promise<string> {
  const error: unknown = await openEmbeddedLog(directory()).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(EventStoreUnavailable);
  expect(readdirSync(directory()).filter((name) => /^log\.sqlite$|unfinished/.test(name))).toEqual([]);
  return (error as Error).message;
}

describe('embedded log: one that is gone', () => {
  it('is not begun anew where others have seen its events, who are named', async () => {
    keepSeen('read-models-records.sqlite', 7);
    keepSeen('processes.sqlite', 7);
    const message = await refused();
    const remains = 'processes.sqlite, read-models-records.sqlite';
    expect(message).toContain(
      `${directory()} holds no log.sqlite, but what remains of a ledger: ${remains};`,
    );
    expect(message).toContain('restore a backup');
    for (const name of remains.split(', ')) rmSync(at(name));
    await (await openEmbeddedLog(directory())).close();
  });

  it('is begun where nothing was made of any event yet', async () => {
    keepSeen('read-models-records.sqlite');
    new Database(at('relay.sqlite')).exec('CREATE TABLE folds (topic TEXT)').close();
    for (const empty of ['processes.sqlite', 'log.sqlite-wal']) writeFileSync(at(empty), '');
    await (await openEmbeddedLog(directory())).close();
    expect(existsSync(at('log.sqlite'))).toBe(true);
  });

  it('is not begun anew beside a file that can no longer tell', async () => {
    writeFileSync(at('read-models-records.sqlite'), 'minutes of the meeting\n'.repeat(500));
    expect(await refused()).toContain('read-models-records.sqlite');
  });

  it('is not begun anew beside a write-ahead log it left', async () => {
    const log = await openEmbeddedLog(directory());
    await log.append(newStream(), 'none', [newEvent()]);
    renameSync(at('log.sqlite'), at('elsewhere'));
    await log.close();
    writeFileSync(at('log.sqlite-wal'), 'events');
    expect(await refused()).toContain('log.sqlite-wal');
  });
});
