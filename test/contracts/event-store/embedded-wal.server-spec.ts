import { statSync } from 'node:fs';
import { join } from 'node:path';
import { openEmbeddedLog, verifyLog } from '#platform/event-store';
import { newEvent, newStream } from './samples.js';
import { temporaryDirectory } from './temporary-log.js';

const MIB = 1024 * 1024;
const WRITTEN = 160 * MIB;
const EVENT = 64 * 1024;

const directory = temporaryDirectory();

describe('embedded log: its write-ahead log', () => {
  it('stays short while subscribers read and much more is written, and is gone when the log is closed', async () => {
    const log = await openEmbeddedLog(directory());
    const ending = new AbortController();
    let seen = 0;
    const subscribers = [0, 1].map(async () => {
      for await (const batch of log.subscribeAll({ after: null, signal: ending.signal }))
        if (batch.kind === 'events') seen += batch.events.length;
    });
    const wal = join(directory(), 'log.sqlite-wal');
    const stream = newStream();
    let longest = 0;
    for (let revision = -1; (revision + 1) * EVENT < WRITTEN; revision += 20) {
      const events = Array.from({ length: 20 }, () => newEvent({ data: Buffer.alloc(EVENT, 65) }));
      await log.append(stream, revision < 0 ? 'none' : revision, events);
      longest = Math.max(longest, statSync(wal).size);
    }
    ending.abort();
    await Promise.all(subscribers);
    expect(seen).toBeGreaterThan(0);
    expect(longest).toBeLessThan(WRITTEN / 2);
    await log.close();
    expect(() => statSync(wal)).toThrow(/ENOENT/);
    expect(await verifyLog(directory())).toMatchObject({ faults: [], complete: true });
  }, 120_000);
});
