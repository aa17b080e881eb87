import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbeddedLog, openLedger } from '#platform/event-store';
import { readConfiguration } from '#platform/http';
import type { Log } from '#platform/observability';
import { openHistory } from './open-history.js';

const HOUR = 3_600_000;
const at = (fromNow: number): string => new Date(Date.now() + fromNow).toISOString();

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'civitas-'));
});
afterEach(() => rm(dataDir, { recursive: true }));

/** What a request is told of the time over a ledger whose last event was recorded then, and what is logged of it. */
async function asked(lastRecorded: string): Promise<{ now: string; behindMs: number; warned: string[] }> {
  const store = await openEmbeddedLog(dataDir);
  try {
    await openLedger(store, { ledgerId: 'ledger', clock: 'real' }, lastRecorded);
    const warned: string[] = [];
    const log = { warn: (_: object, message: string) => void warned.push(message) } as unknown as Log;
    const { clock } = await openHistory(store, 'real', readConfiguration({ DATA_DIR: dataDir }), log);
    return { now: clock.take(undefined), behindMs: clock.behindMs(), warned };
  } finally {
    await store.close();
  }
}

describe('a ledger that is opened after the system clock was set back', () => {
  it('goes on from what was recorded last, and says so', async () => {
    const ahead = at(HOUR);
    const { now, behindMs, warned } = await asked(ahead);
    expect(now).toBe(ahead);
    expect(behindMs).toBeGreaterThan(HOUR / 2);
    expect(warned).toHaveLength(1);
  });

  it('lives by the system clock where that is ahead', async () => {
    const before = at(0);
    const { now, behindMs, warned } = await asked(at(-HOUR));
    expect(now >= before).toBe(true);
    expect([behindMs, warned]).toEqual([0, []]);
  });
});
