import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { temporaryDirectory } from './temporary-log.js';

const WRITING_CHILD = fileURLToPath(new URL('./writing-child.mjs', import.meta.url));
const APPENDS = 40;

const directory = temporaryDirectory();

// That a killed process loses nothing does not show it: the system would still write what it holds.
describe('embedded log: syncing, as system calls show', () => {
  beforeAll(() => {
    if (spawnSync('strace', ['-o', '/dev/null', 'true']).status !== 0)
      throw new Error('strace is missing or may not trace: install it (Debian: apt-get install strace)');
  });

  it('comes before each acknowledgement', () => {
    const calls = tracedCalls();
    expect(whatWasAcknowledged(calls)).toEqual({ acknowledged: APPENDS, unsynced: 0 });
    expect(calls.filter(isSyncOf('log.sqlite-wal')).length).toBeGreaterThanOrEqual(APPENDS);
  }, 60_000);

  it('makes a new log last, under its name, before anything is acknowledged', () => {
    const calls = tracedCalls();
    const renamed = calls.findIndex((call) => / rename\(.*log\.sqlite\.unfinished/.test(call));
    const first = calls.findIndex(isAcknowledgement);
    expect(calls.slice(0, renamed).some(isSyncOf('log.sqlite.unfinished'))).toBe(true);
    expect(calls.slice(renamed, first).some(isSyncOf('log'))).toBe(true);
  }, 60_000);

  it('would be missed if it came too late', () => {
    const [write, sync, acknowledge] = [
      '7 pwrite64(21</d/log.sqlite-wal>, "..."..., 4096, 56) = 4096',
      '7 fdatasync(21</d/log.sqlite-wal>) = 0',
      '5 write(1<pipe:[1]>, "ack 2 a 0 b"..., 60) = 60',
    ] as const;
    const failed = sync.replace('= 0', '= -1 EIO (Input/output error)');
    expect(whatWasAcknowledged([write, sync, acknowledge]).unsynced).toBe(0);
    expect(whatWasAcknowledged([write, acknowledge, sync]).unsynced).toBe(1);
    expect(whatWasAcknowledged([write, failed, acknowledge]).unsynced).toBe(1);
  });
});

const isAcknowledgement = (call: string): boolean => / write\(1<[^>]*>, "ack /.test(call);

const isSyncOf =
  (file: string) =>
  (call: string): boolean =>
    / f(data)?sync\(/.test(call) && call.includes(`/${file}>) `) && /\) += 0$/.test(call);

/** Acknowledgements, and those among them before which something in the write-ahead log had not been synced. */
function whatWasAcknowledged(calls: readonly string[]): { acknowledged: number; unsynced: number } {
  let [acknowledged, unsynced] = [0, 0];
  let isSynced = false;
  for (const call of calls) {
    if (/ pwrite64\(\d+<[^>]*log\.sqlite-wal>/.test(call)) isSynced = false;
    if (isSyncOf('log.sqlite-wal')(call)) isSynced = true;
    if (!isAcknowledgement(call)) continue;
    acknowledged++;
    if (!isSynced) unsynced++;
    // The next one needs a sync of its own.
    isSynced = false;
  }
  return { acknowledged, unsynced };
}

/** The system calls of a process that makes a log and appends to it one by one, in their order. */
function tracedCalls(): string[] {
  const trace = join(directory(), 'calls');
  const child = [process.execPath, WRITING_CHILD, join(directory(), 'log'), '1', String(APPENDS)];
  const calls = 'fsync,fdatasync,pwrite64,write,rename';
  const { status, stderr } = spawnSync('strace', ['-f', '-y', '-e', `trace=${calls}`, '-o', trace, ...child]);
  if (status !== 0) throw new Error(`the traced process failed: ${String(stderr)}`);
  return joined(readFileSync(trace, 'utf8').split('\n'));
}

/** A call that others interrupted stands on two lines: a sync counts where it ended, all else where it began. */
function joined(lines: readonly string[]): string[] {
  const begun = new Map<string, string>();
  return lines.flatMap((line) => {
    const [thread = ''] = line.split(' ', 1);
    const end = / resumed>(.*)$/.exec(line)?.[1];
    if (end !== undefined) {
      const sync = begun.get(thread);
      begun.delete(thread);
      return sync === undefined ? [] : [sync + end];
    }
    if (!/ f(data)?sync\(.*<unfinished \.\.\.>$/.test(line)) return [line];
    begun.set(thread, line.replace(' <unfinished ...>', ''));
    return [];
  });
}
