import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdirSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { type EmbeddedLog, openEmbeddedLog } from '#platform/event-store';
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

  it('opens a write-ahead log cut anywhere as a clean prefix with all that was synced before the cut, and goes on', async () => {
    const log = await openEmbeddedLog(directory());
    const synced = await appendAndMeasure(log, 120);
    const whole = await everything(log);
    for (const share of [0.02, 0.17, 0.4, 0.55, 0.71, 0.88, 0.999]) {
      const cut = Math.floor((synced.at(-1) as number) * share);
      const copy = await openEmbeddedLog(copyCutAt(cut));
      const found = await everything(copy);
      expect(ids(found)).toEqual(ids(whole.slice(0, found.length)));
      expect(found.length).toBeGreaterThanOrEqual(1 + synced.filter((size) => size <= cut).length);
      const { position } = await copy.append(newStream(), 'none', [newEvent()]);
      expect(position).toBe(BigInt(found.length + 1));
      await copy.close();
    }
    await log.close();
  }, 60_000);
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

/** Appends so many events one by one; answers how long the write-ahead log was when each was acknowledged. */
async function appendAndMeasure(log: EmbeddedLog, count: number): Promise<number[]> {
  const sizes: number[] = [];
  const stream = newStream();
  for (let revision = 0; revision < count; revision++) {
    await log.append(stream, revision === 0 ? 'none' : revision - 1, [
      newEvent({ data: Buffer.alloc(700, 65) }),
    ]);
    sizes.push(statSync(walFile(directory())).size);
  }
  return sizes;
}

function copyCutAt(size: number): string {
  const copy = join(directory(), `cut-at-${size}`);
  mkdirSync(copy);
  copyFileSync(join(directory(), 'log.sqlite'), join(copy, 'log.sqlite'));
  copyFileSync(walFile(directory()), walFile(copy));
  truncateSync(walFile(copy), size);
  return copy;
}
