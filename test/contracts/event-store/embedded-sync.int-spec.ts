import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openEmbeddedLog } from '#platform/event-store';
import { temporaryDirectory } from './temporary-log.js';

const WRITING_CHILD = fileURLToPath(new URL('./writing-child.mjs', import.meta.url));
const APPENDS = 12;

const directory = temporaryDirectory();
const canTrace = spawnSync('strace', ['-o', '/dev/null', 'true']).status === 0;

// Tracing needs Linux and strace; elsewhere the name of the test says that only the settings vouch for it.
describe('embedded log: syncing', () => {
  it(`comes before each acknowledgement, as ${canTrace ? 'system calls' : 'settings'} show`, async () => {
    if (canTrace) expectSyncBeforeAcknowledgement(tracedCalls(['fsync', 'fdatasync', 'pwrite64', 'write']));
    const log = await openEmbeddedLog(join(directory(), 'log'));
    expect(log.durability).toEqual({ journalMode: 'wal', synchronous: 2 });
    await log.close();
  }, 60_000);
});

function expectSyncBeforeAcknowledgement(calls: readonly string[]): void {
  let unsynced = false;
  let [syncs, acknowledged] = [0, 0];
  for (const call of calls) {
    if (/ pwrite64\(\d+<[^>]*log\.sqlite-wal>/.test(call)) unsynced = true;
    if (/ f(data)?sync\(\d+<[^>]*log\.sqlite-wal>\) += 0/.test(call)) {
      unsynced = false;
      syncs++;
    }
    if (!/ write\(1<[^>]*>, "ack /.test(call)) continue;
    expect(unsynced).toBe(false);
    acknowledged++;
  }
  expect(acknowledged).toBe(APPENDS);
  expect(syncs).toBeGreaterThanOrEqual(APPENDS);
}

/** The system calls of a process that appends one by one, in order. */
function tracedCalls(names: readonly string[]): string[] {
  const trace = join(directory(), 'calls');
  const child = [process.execPath, WRITING_CHILD, join(directory(), 'log'), '1', String(APPENDS)];
  const { status, stderr } = spawnSync('strace', [
    '-f',
    '-y',
    '-e',
    `trace=${names.join(',')}`,
    '-o',
    trace,
    ...child,
  ]);
  if (status !== 0) throw new Error(`the traced process failed: ${String(stderr)}`);
  return readFileSync(trace, 'utf8').split('\n');
}
