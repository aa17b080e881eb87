import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import {
  type EmbeddedLog,
  ledgerOf,
  type NewEvent,
  openEmbeddedLog,
  openEmbeddedReader,
  type RecordedEvent,
  verifyLog,
} from '#platform/event-store';
import { archive, LEDGER, NOW } from './archive.js';
import { everything, newEvent, newEvents, newStream } from './samples.js';

const { place, openedLog, backUp, restore } = archive();

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
    expect(JSON.parse(readFileSync(join(place('backup'), 'manifest.json'), 'utf8'))).toEqual({
      ...manifest,
      sum: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
    });
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

  it('is not finished of a log that no start would open: its index is gone', async () => {
    const log = await openedLog();
    await log.append('contract.sound', 'none', newEvents(2));
    await log.close();
    const db = new Database(join(place('data'), 'log.sqlite'));
    db.exec('DROP INDEX events_by_stream');
    db.close();
    await expect(backUp()).rejects.toThrow(/no such index: events_by_stream/);
    expect(readdirSync(place('backup'))).toEqual([]);
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
