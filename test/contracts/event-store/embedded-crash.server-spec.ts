import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdirSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { type EmbeddedLog, openEmbeddedLog, openEmbeddedReader, verifyLog } from '#platform/event-store';
import { everything, ids, newEvent, newStream } from './samples.js';
import { temporaryDirectory } from './temporary-log.js';

const WRITING_CHILD = fileURLToPath(new URL('./writing-child.mjs', import.meta.url));

const directory = temporaryDirectory();

describe('embedded log: crashes', () => {
  it('loses nothing it acknowledged when its process is killed, again and again', async () => {
    const acknowledged: Acknowledged[] = [];
    for (const enough of [40, 150, 400, 80]) acknowledged.push(...(await writeUntilKilled(enough)));
    const log = await openEmbeddedLog(directory());
    const history = await everything(log);
    expect(history.map(({ position }) => position)).toEqual(history.map((_, index) => BigInt(index + 1)));
    for (const { position, ...written } of acknowledged)
      expect(history[Number(position) - 1]).toMatchObject({ position, ...written });
    await log.append(newStream(), 'none', [newEvent()]);
    await log.close();
  }, 60_000);

  describe('whose write-ahead log is cut anywhere', () => {
    let log: EmbeddedLog;
    let whole: readonly string[];
    let commits: readonly Commit[];
    beforeEach(async () => {
      log = await openEmbeddedLog(directory());
      commits = await appendAndMeasure(log, 120);
      whole = ids(await everything(log));
    });
    afterEach(() => log.close());

    /** Events of the commits that lie wholly before the cut, and the store's own first one. */
    const eventsBefore = (cut: number): number => commits.findLast(({ size }) => size <= cut)?.events ?? 1;

    it('shows a clean prefix: all that was synced before the cut and no append in part', async () => {
      const end = commits.at(-1)?.size as number;
      for (let time = 0; time < 80; time++) {
        const cut = Math.floor(Math.random() * end);
        const reader = await openEmbeddedReader(copyCutAt(cut));
        const found = ids(await everything(reader));
        await reader.close();
        expect({ cut, found: found.length }).toEqual({ cut, found: eventsBefore(cut) });
        expect(found).toEqual(whole.slice(0, found.length));
      }
    }, 60_000);

    it('goes on from that prefix', async () => {
      for (const commit of [0, 40, 118]) {
        const cut = (commits[commit] as Commit).size + 1_000;
        const copy = await openEmbeddedLog(copyCutAt(cut));
        const { position } = await copy.append(newStream(), 'none', [newEvent()]);
        expect(position).toBe(BigInt(eventsBefore(cut) + 1));
        await copy.close();
        const dataDir = join(directory(), `cut-at-${cut}`);
        expect(await verifyLog(dataDir)).toMatchObject({ events: Number(position), faults: [] });
      }
    }, 60_000);
  });
});

interface Acknowledged {
  readonly position: bigint;
  readonly stream: string;
  readonly revision: number;
  readonly id: string;
}

/** Another process writes into the directory with 16 writers; once so many appends are acknowledged it gets SIGKILL. */
async function writeUntilKilled(enough: number): Promise<Acknowledged[]> {
  const child = spawn(process.execPath, [WRITING_CHILD, directory(), '16', '1000000'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const acknowledged: Acknowledged[] = [];
  const gone = once(child, 'exit');
  for await (const line of createInterface(child.stdout)) {
    const complete = /^ack (\d+) (\S+) (\d+) ([0-9a-f-]{36})$/.exec(line);
    if (!complete) continue;
    const [, position, stream, revision, id] = complete as unknown as [
      string,
      string,
      string,
      string,
      string,
    ];
    acknowledged.push({ position: BigInt(position), stream, revision: Number(revision), id });
    if (acknowledged.length === enough) child.kill('SIGKILL');
  }
  expect(await gone).toEqual([null, 'SIGKILL']);
  return acknowledged;
}

const walFile = (dataDir: string): string => join(dataDir, 'log.sqlite-wal');

interface Commit {
  /** Of the write-ahead log when it was acknowledged. */
  readonly size: number;
  /** In the whole log. */
  readonly events: number;
}

/** Appends one to three events each so many times, one append a commit. */
async function appendAndMeasure(log: EmbeddedLog, appends: number): Promise<Commit[]> {
  const commits: Commit[] = [];
  let events = 1;
  for (let append = 0; append < appends; append++) {
    const count = 1 + (append % 3);
    const data = Buffer.alloc(300 + 40 * append, 65);
    const { position } = await log.append(
      newStream(),
      'none',
      Array.from({ length: count }, () => newEvent({ data })),
    );
    events += count;
    expect(position).toBe(BigInt(events));
    commits.push({ size: statSync(walFile(directory())).size, events });
  }
  return commits;
}

function copyCutAt(size: number): string {
  const copy = join(directory(), `cut-at-${size}`);
  mkdirSync(copy, { recursive: true });
  copyFileSync(join(directory(), 'log.sqlite'), join(copy, 'log.sqlite'));
  copyFileSync(walFile(directory()), walFile(copy));
  truncateSync(walFile(copy), size);
  return copy;
}
