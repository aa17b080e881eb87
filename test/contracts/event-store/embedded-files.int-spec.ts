import { execFile } from 'node:child_process';
import { closeSync, openSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import Database from 'better-sqlite3';
import {
  EventStoreUnavailable,
  openEmbeddedLog,
  openEmbeddedReader,
  UnreadableLog,
} from '#platform/event-store';
import { caughtUpAt, everything, follow, ids, newEvent, newEvents, newStream } from './samples.js';
import { temporaryDirectory } from './temporary-log.js';

const WRITING_CHILD = fileURLToPath(new URL('./writing-child.mjs', import.meta.url));

const directory = temporaryDirectory();
const logFile = (): string => join(directory(), 'log.sqlite');

describe('embedded log: its files', () => {
  it('acknowledges only what is in a write-ahead log synced at each commit', async () => {
    const log = await openEmbeddedLog(directory());
    expect(log.durability).toEqual({ journalMode: 'wal', synchronous: 2 });
    await log.close();
  });

  it('begins with an event of the store itself, in a system stream', async () => {
    const log = await openEmbeddedLog(directory());
    const { events } = await log.readAll({ after: null });
    expect(events).toMatchObject([
      { stream: '$civitas-store', type: '$StoreCreated', revision: 0, position: 1n, id: await log.storeId() },
    ]);
    await log.close();
  });

  it('has one owner: a second is refused by the pid of the first, in this process and in another', async () => {
    const log = await openEmbeddedLog(directory());
    await expect(openEmbeddedLog(directory())).rejects.toThrow(
      new RegExp(`in use by process ${process.pid}`),
    );
    await expect(openElsewhere(directory())).rejects.toThrow(new RegExp(`in use by process ${process.pid}`));
    await log.append(newStream(), 'none', [newEvent()]);
    await log.close();
    await (await openEmbeddedLog(directory())).close();
  });

  it('is read beside its owner, and followed without being told', async () => {
    await expect(openEmbeddedReader(directory())).rejects.toBeInstanceOf(EventStoreUnavailable);
    const log = await openEmbeddedLog(directory());
    const reader = await openEmbeddedReader(directory());
    const events = newEvents(3);
    let appended: Promise<unknown> | undefined;
    const seen = await follow(reader, { after: 1n }, (followed) => {
      appended ??= log.append(newStream(), 'none', events);
      return caughtUpAt(4n)(followed);
    });
    await appended;
    expect(ids(seen.events)).toEqual(ids(events));
    await reader.close();
    await log.close();
  });

  it('tells its listeners of every commit until they leave', async () => {
    const log = await openEmbeddedLog(directory());
    let commits = 0;
    const leave = log.onCommit(() => commits++);
    await log.append(newStream(), 'none', [newEvent()]);
    leave();
    await log.append(newStream(), 'none', [newEvent()]);
    expect(commits).toBe(1);
    await log.close();
  });

  it('returns large pages in parts, none of them lost', async () => {
    const log = await openEmbeddedLog(directory());
    const stream = newStream();
    const large = Array.from({ length: 24 }, () => newEvent({ data: Buffer.alloc(1_000_000, 1) }));
    for (let start = 0; start < large.length; start += 8)
      await log.append(stream, start === 0 ? 'none' : start - 1, large.slice(start, start + 8));
    expect((await log.readAll({ after: null })).end).toBe(false);
    expect(ids(await everything(log, { after: 1n }))).toEqual(ids(large));
    expect(ids(await log.readStream(stream))).toEqual(ids(large));
    await log.close();
  });
});

describe('embedded log: files it cannot read', () => {
  const refused = async (message: RegExp): Promise<void> => {
    for (const opening of [openEmbeddedLog, openEmbeddedReader]) {
      const error: unknown = await opening(directory()).catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(UnreadableLog);
      expect((error as Error).message).toMatch(message);
    }
  };

  it('refuses a newer format, unchanged, and lets the directory go', async () => {
    await (await openEmbeddedLog(directory())).close();
    setFormat(3);
    await refused(/format 3; this build reads format 2/);
    setFormat(2);
    await (await openEmbeddedLog(directory())).close();
  });

  it('refuses a SQLite file of somebody else', async () => {
    const other = new Database(logFile());
    other.exec('CREATE TABLE photos (id INTEGER)');
    other.close();
    await refused(/not an event log of Civitas/);
  });

  it('refuses a file that is no SQLite file', async () => {
    writeFileSync(logFile(), 'minutes of the meeting\n'.repeat(500));
    await refused(/damaged or no event log/);
  });

  it('says that a file is damaged instead of giving what is not in it', async () => {
    const log = await openEmbeddedLog(directory());
    for (let batch = 0; batch < 10; batch++) await log.append(newStream(), 'none', newEvents(200));
    await log.close();
    overwriteMiddle(logFile());
    const reader = await openEmbeddedReader(directory());
    await expect(everything(reader)).rejects.toBeInstanceOf(UnreadableLog);
    await reader.close();
  });
});

function setFormat(version: number): void {
  const db = new Database(logFile());
  db.pragma(`user_version = ${version}`);
  db.close();
}

function overwriteMiddle(file: string): void {
  const handle = openSync(file, 'r+');
  writeSync(
    handle,
    Buffer.alloc(64 * 1024, 0xff),
    0,
    64 * 1024,
    Math.floor(statSync(file).size / 2 / 4096) * 4096,
  );
  closeSync(handle);
}

/** Rejects with what the other process says. */
const openElsewhere = (dataDir: string): Promise<unknown> =>
  promisify(execFile)(process.execPath, [WRITING_CHILD, dataDir, '1', '1'], { timeout: 20_000 });
