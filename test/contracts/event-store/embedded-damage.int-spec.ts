import { createHash } from 'node:crypto';
import { closeSync, openSync, readFileSync, readSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import {
  describeFault,
  type EmbeddedReader,
  openEmbeddedLog,
  openEmbeddedReader,
  type RecordedEvent,
  UnreadableLog,
  verifyLog,
} from '#platform/event-store';
import { everything, follow, newEvent, newEvents, newStream } from './samples.js';
import { temporaryDirectory } from './temporary-log.js';

const directory = temporaryDirectory();
const logFile = (): string => join(directory(), 'log.sqlite');

describe('embedded log: damage is found and named', () => {
  let written: readonly RecordedEvent[];
  beforeEach(async () => {
    written = await writeMarkedEvents();
  });

  it('finds nothing in a log that is as it was written, beside its owner and without one', async () => {
    const whole = { events: written.length, unprotected: 0, faults: [], complete: true };
    expect(await verifyLog(directory())).toEqual(whole);
    const log = await openEmbeddedLog(directory());
    await log.append(newStream(), 'none', newEvents(3));
    expect(await verifyLog(directory())).toEqual({ ...whole, events: written.length + 3 });
    await log.close();
  });

  it.each([
    ['data', 'minutes 77 of', 77],
    ['data that fills pages of its own', 'annex 12 of', 12],
    ['metadata', 'actor 123 of', 123],
  ])('names the event in whose %s a byte was flipped', async (_where, text, index) => {
    for (const offset of offsetsOf(text)) flip(offset + 3);
    const { position, stream, revision, type } = written[index + 1] as RecordedEvent;
    const fault = {
      ...{ kind: 'event', what: 'other than written', position: Number(position), ordinal: index },
      ...{ stream, revision, type },
    };
    const { faults } = await verifyLog(directory());
    expect(faults).toEqual([fault]);
    expect(describeFault(faults[0] as (typeof faults)[0])).toBe(
      `the event at position ${position} (ordinal ${index}, ${type} at ${stream}@${revision}) is other than written`,
    );
    await expectRefused(stream, `position ${position} (${type} at ${stream}@${revision})`);
  });

  it('names an event whose checksum was taken away: in a log that begins with one none is without', async () => {
    const { position, stream, revision, type } = written[41] as RecordedEvent;
    change(`UPDATE events SET checksum = NULL, metadata = CAST('{}' AS BLOB) WHERE position = ${position}`);
    const { faults } = await verifyLog(directory());
    expect(faults).toMatchObject([{ what: 'other than written', position: Number(position), stream }]);
    await expectRefused(stream, `position ${position} (${type} at ${stream}@${revision})`);
  });

  it('gives out in $all nothing but what was written, wherever a byte is flipped, and finds all that changes a read', async () => {
    const { size } = statSync(logFile());
    let found = 0;
    for (let step = 0; step < FLIPS; step++) {
      const restore = flip(Math.floor((size * (step + fraction(step))) / FLIPS));
      const read = await reading(everything).catch(damaged);
      if (read !== null) expect(digest(read)).toBe(digest(written.slice(0, read.length)));
      const seen = await verifyLog(directory()).catch(damaged);
      if (seen === null || seen.faults.length > 0) found++;
      else expect(digest(await reading(streamByStream))).toBe(digest(written));
      restore();
    }
    expect(found).toBeGreaterThan(FLIPS / 2);
    expect((await verifyLog(directory())).faults).toEqual([]);
  }, 60_000);

  it.each([
    [
      'UPDATE events SET created_ms = created_ms + 1 WHERE position = 9',
      'position 9 .* is other than written',
    ],
    ['UPDATE events SET type = 1 WHERE position = 9', 'position 9 .* is other than written'],
    ['UPDATE events SET revision = 99 WHERE position = 201', 'position 201 .* is other than written'],
    ['DELETE FROM events WHERE position = 9', 'position 9 .* is missing'],
    ['UPDATE streams SET name = name || 1 WHERE id = 2', 'SampleHappened at .*1@0\\) is other than written'],
    ['UPDATE events SET position = -position WHERE position = 9', 'position 9 .* is missing'],
    ['DELETE FROM events WHERE position = 9', 'stream .* has a hole .* at revision'],
  ])('tells of %s', async (sql, sentence) => {
    change(sql);
    const { faults } = await verifyLog(directory());
    expect(faults.map(describeFault)).toContainEqual(expect.stringMatching(sentence));
  });

  it.each([
    ['from the beginning', null],
    ['from the one before it', 8n],
  ])('names the first that is missing where others are read %s', async (_from, after) => {
    change('DELETE FROM events WHERE position IN (9, 12)');
    const reader = await openEmbeddedReader(directory());
    expect(reader.damage).toBeNull();
    await expect(reader.readAll({ after })).rejects.toThrow('the event at position 9 is missing');
    await reader.readAll({ after: 20n });
    expect(reader.damage).toMatch('the event at position 9 is missing');
    await reader.close();
  });

  it('stops at many faults, and says so', async () => {
    change('UPDATE events SET created_ticks = created_ticks + 1');
    const { faults, complete } = await verifyLog(directory());
    expect([faults.length, complete]).toEqual([100, false]);
  });
});

describe('embedded log: a file without checksums', () => {
  it('is read as it is, gets them for what is appended, and counts what has none', async () => {
    const written = await writeMarkedEvents();
    change('ALTER TABLE events DROP COLUMN checksum', 'PRAGMA user_version = 1');
    expect(digest(await reading(everything))).toBe(digest(written));
    expect(await verifyLog(directory())).toMatchObject({ unprotected: written.length, faults: [] });

    const log = await openEmbeddedLog(directory());
    await log.append(newStream(), 'none', newEvents(3));
    await log.close();
    const verified = { events: written.length + 3, unprotected: written.length, faults: [], complete: true };
    expect(await verifyLog(directory())).toEqual(verified);
    change('UPDATE events SET checksum = NULL WHERE position = (SELECT max(position) FROM events)');
    expect((await verifyLog(directory())).faults).toMatchObject([{ position: written.length + 3 }]);
    change('UPDATE events SET created_ms = 0');
    expect((await verifyLog(directory())).faults).toHaveLength(3);
  });
});

const FLIPS = 150;
const EVENTS = 200;

/** In ten streams; each event's data and metadata say its ordinal. */
async function writeMarkedEvents(): Promise<RecordedEvent[]> {
  const log = await openEmbeddedLog(directory());
  const streams = Array.from({ length: 10 }, () => newStream());
  const appends = Array.from({ length: EVENTS }, (_, ordinal) => {
    const text =
      ordinal % 12 === 0 ? `annex ${ordinal} of ${'x'.repeat(9_000)}` : `minutes ${ordinal} of the meeting`;
    const revision = Math.floor(ordinal / 10);
    const event = newEvent({ data: Buffer.from(text), metadata: Buffer.from(`actor ${ordinal} of many`) });
    return log.append(streams[ordinal % 10] as string, revision === 0 ? 'none' : revision - 1, [event]);
  });
  await Promise.all(appends);
  const events = await everything(log);
  await log.close();
  return events;
}

/** Nothing that holds the event is given out; other streams are. */
const expectRefused = (stream: string, named: string): Promise<void> =>
  reading(async (reader) => {
    for (const asked of [
      () => reader.readAll({ after: null }),
      () => reader.readStream(stream),
      () => reader.readAllBackwards(null, 1_000),
      () => follow(reader, { after: null }, () => false),
    ])
      await expect(asked()).rejects.toMatchObject({
        name: 'UnreadableLog',
        message: expect.stringContaining(named) as string,
      });
    expect(await reader.readStream('$civitas-store')).toHaveLength(1);
  });

async function reading<T>(work: (reader: EmbeddedReader) => Promise<T>): Promise<T> {
  const reader = await openEmbeddedReader(directory());
  return work(reader).finally(() => reader.close());
}

/** All events, each as its stream has it, in the order of `$all`. */
async function streamByStream(reader: EmbeddedReader): Promise<RecordedEvent[]> {
  const streams = new Set((await everything(reader)).map(({ stream }) => stream));
  const events = await Promise.all([...streams].map((stream) => reader.readStream(stream)));
  return events.flat().toSorted((one, other) => Number(one.position - other.position));
}

function digest(events: readonly RecordedEvent[]): string {
  const hash = createHash('sha256');
  for (const { id, type, contentType, stream, revision, position, created, data, metadata } of events)
    hash
      .update([id, type, contentType, stream, revision, position, created].join(' '))
      .update(data)
      .update(metadata);
  return hash.digest('hex');
}

/** Pages that were taken apart leave copies behind, so a text may stand in several places. */
function offsetsOf(text: string): number[] {
  const file = readFileSync(logFile());
  const offsets: number[] = [];
  for (let at = file.indexOf(text); at >= 0; at = file.indexOf(text, at + 1)) offsets.push(at);
  return offsets;
}

function damaged(error: unknown): null {
  if (error instanceof UnreadableLog) return null;
  throw error;
}

/** Inverts one bit of the file; answers how to undo it. */
function flip(offset: number): () => void {
  const invert = (): void => {
    const file = openSync(logFile(), 'r+');
    const byte = Buffer.alloc(1);
    readSync(file, byte, 0, 1, offset);
    writeSync(file, Buffer.from([(byte[0] as number) ^ (1 << (offset % 8))]), 0, 1, offset);
    closeSync(file);
  };
  invert();
  return invert;
}

/** From 0 to 1, the same in every run. */
const fraction = (step: number): number => ((step * 2_654_435_761) % 4_294_967_296) / 4_294_967_296;

function change(...statements: readonly string[]): void {
  const db = new Database(logFile());
  for (const statement of statements) db.exec(statement);
  db.close();
}
