import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import {
  BackupRefused,
  backUpLog,
  type BackupManifest,
  type EmbeddedLog,
  ledgerOf,
  type NewEvent,
  openEmbeddedLog,
  openEmbeddedReader,
  openLedger,
  type RecordedEvent,
  restoreLog,
  UnreadableLog,
  verifyLog,
} from '#platform/event-store';
import { derivedId } from '#platform/values';
import { everything, ids, newEvent, newEvents, newStream } from './samples.js';
import { temporaryDirectory } from './temporary-log.js';

const LEDGER = { ledgerId: derivedId('backed-up'), clock: 'real' } as const;
const NOW = '2021-06-01T02:00:00.000Z';

jest.setTimeout(30_000);

const directory = temporaryDirectory();
const place = (name: string): string => join(directory(), name);

async function openedLog(): Promise<EmbeddedLog> {
  const log = await openEmbeddedLog(place('data'));
  await openLedger(log, LEDGER, NOW);
  return log;
}

const backUp = (onProgress = (): void => undefined): Promise<BackupManifest> =>
  backUpLog({
    ...{ dataDir: place('data'), to: place('backup'), companions: ['processes.sqlite', 'none.sqlite'] },
    ...{ build: '1.2.3', now: NOW, onProgress },
  });

const restore = (to = 'restored'): Promise<BackupManifest> =>
  restoreLog({ from: place('backup'), dataDir: place(to), onProgress: () => undefined });

describe('a backup of the embedded log', () => {
  it('taken while many write holds everything acknowledged before it, and a clean prefix of the rest', async () => {
    const log = await openedLog();
    await log.append(newStream(), 'none', Array.from({ length: 3_000 }, large));
    const before = await log.head();
    const manifest = await whileWriting(log, backUp);
    const whole = await everything(log);
    await log.close();
    expect(manifest.events).toBeGreaterThanOrEqual(Number(before));
    expect(whole.length).toBeGreaterThan(manifest.events);
    await restore();
    const reader = await openEmbeddedReader(place('restored'));
    expect(ledgerEvents(await everything(reader))).toEqual(ledgerEvents(whole.slice(0, manifest.events)));
    await reader.close();
    expect((await verifyLog(place('restored'))).faults).toEqual([]);
  });

  it('says in its manifest what it holds', async () => {
    const log = await openedLog();
    const events = newEvents(3);
    const stream = newStream();
    await log.append(stream, 'none', events);
    const manifest = await backUp();
    expect(manifest).toMatchObject({
      ...{ ...LEDGER, storeId: await log.storeId(), ordinal: 3, events: 5, takenAt: NOW, build: '1.2.3' },
      last: { stream, revision: 2, id: events[2]?.id },
      file: { name: 'log.sqlite', bytes: statSync(join(place('backup'), 'log.sqlite')).size },
    });
    expect(JSON.parse(readFileSync(join(place('backup'), 'manifest.json'), 'utf8'))).toEqual(manifest);
    expect(readdirSync(place('backup')).sort()).toEqual(['log.sqlite', 'manifest.json']);
    await log.close();
  });

  it('keeps the ledger’s identity, gives the store a new one, and goes on', async () => {
    const log = await openedLog();
    const storeId = await log.storeId();
    await backUp();
    await log.close();
    await restore();
    const restored = await openEmbeddedLog(place('restored'));
    expect(await ledgerOf(restored)).toEqual(LEDGER);
    expect(await restored.storeId()).not.toBe(storeId);
    const { events } = await restored.readAll({ after: null, limit: 1 });
    expect(JSON.parse(Buffer.from(events[0]?.data ?? []).toString())).toEqual({
      restoredFrom: { storeId, takenAt: NOW, events: 2 },
    });
    expect((await restored.append(newStream(), 'none', [newEvent()])).position).toBe(3n);
    await restored.close();
  });

  it('keeps what lies beside the log and is not told by it, and a restore puts it back', async () => {
    const log = await openedLog();
    const beside = new Database(join(place('data'), 'processes.sqlite'));
    beside.pragma('journal_mode = WAL');
    beside.exec('CREATE TABLE fences (ordinal INTEGER); INSERT INTO fences VALUES (7)');
    const { companions } = await backUp();
    expect(companions.map(({ name }) => name)).toEqual(['processes.sqlite']);
    beside.exec('UPDATE fences SET ordinal = 8');
    beside.close();
    await log.close();
    await restore();
    const restored = new Database(join(place('restored'), 'processes.sqlite'));
    expect(restored.prepare('SELECT ordinal FROM fences').pluck().get()).toBe(7);
    restored.close();
    expect(readdirSync(place('restored')).sort()).toEqual(['log.sqlite', 'owner.lock', 'processes.sqlite']);
  });

  it('is not written over anything, nor where there is no ledger', async () => {
    mkdirSync(place('backup'));
    await expect(backUp()).rejects.toThrow(/there is no event log at/);
    await (await openEmbeddedLog(place('data'))).close();
    await expect(backUp()).rejects.toThrow(/holds no ledger yet/);
    await (await openedLog()).close();
    writeFileSync(join(place('backup'), 'minutes.txt'), 'of the meeting');
    await expect(backUp()).rejects.toThrow(/backup is not an empty directory/);
    expect(readdirSync(place('backup'))).toEqual(['minutes.txt']);
  });

  it('is not finished of a log in which an event is other than written, and names the event', async () => {
    const log = await openedLog();
    await log.append('contract.damaged', 'none', newEvents(2));
    await log.close();
    const db = new Database(join(place('data'), 'log.sqlite'));
    db.exec('UPDATE events SET created_ms = 1 WHERE position = 4');
    db.close();
    await expect(backUp()).rejects.toThrow(
      /position 4 \(SampleHappened at contract\.damaged@1\) is other than written; this copy was not finished/,
    );
    expect(readdirSync(place('backup'))).toEqual([]);
  });
});

describe('a restore of the embedded log', () => {
  beforeEach(async () => {
    const log = await openedLog();
    await log.append(newStream(), 'none', newEvents(500));
    await backUp();
    await log.close();
  });

  const file = (): string => join(place('backup'), 'log.sqlite');
  const alter = (change: (manifest: BackupManifest) => object): void => {
    const path = join(place('backup'), 'manifest.json');
    writeFileSync(path, JSON.stringify(change(JSON.parse(readFileSync(path, 'utf8')) as BackupManifest)));
  };
  const refused = async (kind: new (message: string) => Error, sentence: RegExp): Promise<void> => {
    const error: unknown = await restore().catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(kind);
    expect((error as Error).message).toMatch(sentence);
    expect(existsSync(join(place('restored'), 'log.sqlite'))).toBe(false);
  };

  it('refuses a directory in which there is something, and touches nothing of it', async () => {
    mkdirSync(place('restored'));
    writeFileSync(join(place('restored'), 'read-models.sqlite'), '');
    await refused(BackupRefused, /restored is not empty, it holds read-models\.sqlite: name a new DATA_DIR/);
    expect(readdirSync(place('restored'))).toEqual(['read-models.sqlite']);
  });

  it('refuses a folder that is none, or holds no finished backup', async () => {
    await expect(
      restoreLog({ from: place('nowhere'), dataDir: place('restored'), onProgress: () => undefined }),
    ).rejects.toThrow(/there is no finished backup in .*nowhere: it has no manifest\.json/);
    writeFileSync(join(place('backup'), 'manifest.json'), 'minutes of the meeting');
    await refused(BackupRefused, /manifest\.json cannot be read/);
  });

  it('refuses a byte that flipped, and leaves the directory as empty as it was', async () => {
    const bytes = readFileSync(file());
    bytes.writeUInt8(bytes.readUInt8(40_000) ^ 1, 40_000);
    writeFileSync(file(), bytes);
    await refused(UnreadableLog, /backup\/log\.sqlite is damaged: its SHA-256 is \w+, \w+ was backed up/);
  });

  it('refuses a file that is cut off, or gone', async () => {
    truncateSync(file(), 40_960);
    await refused(UnreadableLog, /log\.sqlite has 40960 bytes, \d+ bytes were backed up/);
  });

  it('refuses a backup of a newer build, by its manifest or by its file', async () => {
    alter((manifest) => ({ ...manifest, format: 2 }));
    await refused(
      BackupRefused,
      /has format 2, this build reads format 1: restore it with the build that took it/,
    );
    alter((manifest) => ({ ...manifest, format: 1 }));
    const db = new Database(file());
    db.pragma('user_version = 99');
    db.close();
    await refused(UnreadableLog, /has format 99; this build reads format \d+: use the build that wrote it/);
  });

  it('refuses a manifest that is not the file’s', async () => {
    alter((manifest) => ({ ...manifest, events: manifest.events - 1, ordinal: manifest.ordinal - 1 }));
    await refused(UnreadableLog, /does not end where its manifest says/);
  });

  it('that was interrupted is no log, and can be run again', async () => {
    mkdirSync(join(place('restored'), 'restoring'), { recursive: true });
    await expect(openEmbeddedLog(place('restored'))).rejects.toThrow(
      /a restore into .* was interrupted: run it again/,
    );
    await restore();
    const restored = await openEmbeddedLog(place('restored'));
    expect(ids(await everything(restored))).toHaveLength(502);
    await restored.close();
  });
});

const large = (): NewEvent => newEvent({ data: Buffer.alloc(3_000, 1) });

/** Writers append one after another for as long as the work takes. */
async function whileWriting<T>(log: EmbeddedLog, work: () => Promise<T>): Promise<T> {
  let isDone = false;
  const write = async (): Promise<void> => {
    const stream = newStream();
    for (let revision = 0; !isDone; revision++)
      await log.append(stream, revision === 0 ? 'none' : revision - 1, [newEvent()]);
  };
  const writers = Array.from({ length: 16 }, write);
  try {
    return await work();
  } finally {
    isDone = true;
    await Promise.all(writers);
  }
}

/** Without the store's own, whose identity a restore renews; a line each, which is compared in no time. */
const ledgerEvents = (events: readonly RecordedEvent[]): string[] =>
  events
    .filter(({ stream }) => !stream.startsWith('$'))
    .map(({ data, metadata, ...rest }) =>
      [...Object.values(rest).map(String), ...[data, metadata].map(hashed)].join(' '),
    );

const hashed = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
