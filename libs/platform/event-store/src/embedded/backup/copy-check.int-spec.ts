import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { BatchAppender } from '../batch-appender.js';
import { createLogIfMissing, openForReading, openForWriting } from '../log-file.js';
import { NO_STREAM, packBatch } from '../writer-messages.js';
import { damagedIn } from './copy-check.js';

const EVENTS = 4_500;

describe('a copy of a log', () => {
  let directory: string;
  const place = (name: string): string => join(directory, name);
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'civitas-copy-'));
    createLogIfMissing(place('log'));
    const db = openForWriting(place('log'));
    const events = Array.from({ length: EVENTS }, (_, n) => ({
      id: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
      type: 'SampleHappened',
      contentType: 'application/json' as const,
      data: Buffer.from(JSON.stringify({ n })),
      metadata: Buffer.from('{}'),
    }));
    new BatchAppender(db).apply(
      packBatch([{ stream: 'a', expected: NO_STREAM, bytes: 16 * EVENTS, events }]),
    );
    db.close();
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  const altered = (name: 'log' | 'copy', sql: string): void => {
    const db = new Database(join(place(name), 'log.sqlite'));
    db.exec(sql);
    db.close();
  };

  async function damaged(): Promise<number | null> {
    const [original, copy] = [openForReading(place('log')), openForReading(place('copy'))];
    try {
      const events = copy.prepare<[], number>('SELECT max(position) FROM events').pluck().get() ?? 0;
      return await damagedIn(copy, { events, original, onProgress: () => undefined });
    } finally {
      for (const db of [original, copy]) db.close();
    }
  }

  it('is found as it was written', async () => {
    cpSync(place('log'), place('copy'), { recursive: true });
    expect(await damaged()).toBeNull();
  });

  it.each([
    ['data', "data = CAST('{}' AS BLOB)"],
    ['metadata', "metadata = CAST('[]' AS BLOB)"],
    ['revision', 'revision = 9999'],
    ['time', 'created_ms = created_ms + 1'],
    ['checksum', 'checksum = checksum + 1'],
  ])('is found to have an event whose %s is another', async (_, change) => {
    cpSync(place('log'), place('copy'), { recursive: true });
    altered('copy', `UPDATE events SET ${change} WHERE position = 4321`);
    expect(await damaged()).toBe(4321);
  });

  it('is found to have another name for a stream', async () => {
    cpSync(place('log'), place('copy'), { recursive: true });
    altered('copy', "UPDATE streams SET name = 'b' WHERE name = 'a'");
    expect(await damaged()).toBe(2);
  });

  it('is compared with the log where events were written without a checksum', async () => {
    altered('log', 'UPDATE events SET checksum = NULL WHERE position < 3000');
    cpSync(place('log'), place('copy'), { recursive: true });
    expect(await damaged()).toBeNull();
    altered('copy', "UPDATE events SET data = CAST('{}' AS BLOB) WHERE position = 2500");
    expect(await damaged()).toBe(2500);
  });
});
