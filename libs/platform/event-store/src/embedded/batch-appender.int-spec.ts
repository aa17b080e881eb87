import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BatchAppender } from './batch-appender.js';
import { type Connection, createLogIfMissing, openForWriting } from './log-file.js';
import { LogPages } from './log-pages.js';
import { APPENDED, type AppendRequest, CONFLICT, NO_STREAM, packBatch, REPEATED } from './writer-messages.js';

const IDS = ['00000000-0000-4000-8000-00000000000a', '00000000-0000-4000-8000-00000000000b'] as const;

const append = (
  stream: string,
  expected: number,
  data = '{}',
  ids: readonly string[] = [IDS[0]],
): AppendRequest => ({
  stream,
  expected,
  bytes: ids.length * Buffer.byteLength(data),
  events: ids.map((id) => ({
    id,
    type: 'SampleHappened',
    contentType: 'application/json',
    data: Buffer.from(data),
    metadata: Buffer.alloc(0),
  })),
});

describe('a batch of appends', () => {
  let dataDir: string;
  let db: Connection;
  let appender: BatchAppender;
  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'civitas-batch-'));
    createLogIfMissing(dataDir);
    db = openForWriting(dataDir);
    appender = new BatchAppender(db);
  });
  afterEach(() => {
    db.close();
    rmSync(dataDir, { recursive: true });
  });

  it('compares each append with what those before it left', () => {
    const results = appender.apply(
      packBatch([append('a', NO_STREAM), append('a', 0), append('a', 1, '{}', IDS), append('b', NO_STREAM)]),
    );
    expect(results).toEqual([APPENDED, 0, 2, APPENDED, 1, 3, APPENDED, 3, 5, APPENDED, 0, 6]);
  });

  it('refuses the ones that lose and takes the others', () => {
    const results = appender.apply(
      packBatch([
        append('a', NO_STREAM),
        append('a', 5),
        append('b', 0),
        append('a', 0, '{}', [IDS[1]]),
        append('a', 0),
      ]),
    );
    expect(results).toEqual([
      APPENDED,
      0,
      2,
      CONFLICT,
      0,
      0,
      CONFLICT,
      NO_STREAM,
      0,
      APPENDED,
      1,
      3,
      CONFLICT,
      1,
      0,
    ]);
  });

  it('answers a repetition within the batch with the first result', () => {
    const results = appender.apply(
      packBatch([append('a', NO_STREAM, '{}', IDS), append('a', NO_STREAM, '{}', IDS)]),
    );
    expect(results).toEqual([APPENDED, 1, 3, REPEATED, 1, 3]);
  });

  it('writes nothing when the disk is full, and leaves no gap when it goes on', () => {
    appender.apply(packBatch([append('a', NO_STREAM)]));
    db.pragma(`max_page_count = ${Number(db.pragma('page_count', { simple: true })) + 2}`);
    const large = JSON.stringify({ text: 'x'.repeat(100_000) });
    expect(() => appender.apply(packBatch([append('b', NO_STREAM), append('c', NO_STREAM, large)]))).toThrow(
      /full/,
    );
    db.pragma('max_page_count = 1000000');

    expect(appender.apply(packBatch([append('a', 0, '{}', [IDS[1]]), append('b', NO_STREAM)]))).toEqual([
      APPENDED,
      1,
      3,
      APPENDED,
      0,
      4,
    ]);
    const pages = new LogPages(dataDir);
    expect(pages.all({ after: 1n }).events.map(({ stream, position }) => `${position} ${stream}`)).toEqual([
      '2 a',
      '3 a',
      '4 b',
    ]);
    pages.close();
  });

  it('knows a stream again that it did not write itself', () => {
    appender.apply(packBatch([append('a', NO_STREAM)]));
    expect(
      new BatchAppender(db).apply(packBatch([append('a', 0, '{}', [IDS[1]]), append('a', NO_STREAM)])),
    ).toEqual([APPENDED, 1, 3, REPEATED, 0, 2]);
  });
});
