import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { openEmbeddedLog, openEmbeddedReader } from '#platform/event-store';
import { newEvent, newStream } from './samples.js';
import { temporaryDirectory } from './temporary-log.js';

const WRITING_CHILD = fileURLToPath(new URL('./writing-child.mjs', import.meta.url));
const STANDALONE = resolve('dist/apps/standalone/src/main.js');

jest.setTimeout(30_000);

const directory = temporaryDirectory();
const note = (): string => join(directory(), 'owner.json');

/** Another process writes until it is killed with -9; answers its pid. */
async function writeAndKill(): Promise<number> {
  const child = spawn(process.execPath, [WRITING_CHILD, directory(), '4', '1000000'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  await once(createInterface(child.stdout), 'line');
  child.kill('SIGKILL');
  await exited;
  return child.pid as number;
}

describe('embedded log: its owner', () => {
  it('is named to a server that is started on the same directory: pid, host and since when', async () => {
    const before = new Date().toISOString();
    const log = await openEmbeddedLog(directory());
    const env = { PATH: process.env['PATH'], DATA_DIR: directory(), PORT: '0' };
    const { status, stderr } = spawnSync(process.execPath, [STANDALONE], {
      env,
      encoding: 'utf8',
      timeout: 20_000,
    });
    expect(status).toBe(1);
    const [, since = ''] =
      /is in use by process \d+ on \S+ since (\S+); one process at a time writes an event log: stop that one, or give/.exec(
        stderr,
      ) ?? [];
    expect(stderr).toContain(`process ${process.pid} on ${hostname()} since`);
    expect(since >= before && since <= new Date().toISOString()).toBe(true);
    await log.append(newStream(), 'none', [newEvent()]);
    await log.close();
  });

  it('leaves with its process, also when that was killed', async () => {
    const killed = await writeAndKill();
    expect(JSON.parse(readFileSync(note(), 'utf8'))).toMatchObject({ pid: killed });
    const log = await openEmbeddedLog(directory());
    expect(JSON.parse(readFileSync(note(), 'utf8'))).toMatchObject({ pid: process.pid });
    await log.close();
    expect(existsSync(note())).toBe(false);
  });

  it('is the holder of the lock, not whoever has the pid that was left behind', async () => {
    await (await openEmbeddedLog(directory())).close();
    writeFileSync(
      note(),
      JSON.stringify({ pid: process.ppid, host: hostname(), since: '2021-01-01T00:00:00Z' }),
    );
    const log = await openEmbeddedLog(directory());
    writeFileSync(
      note(),
      JSON.stringify({ pid: 2 ** 22 + 1, host: hostname(), since: '2021-01-01T00:00:00Z' }),
    );
    await expect(openEmbeddedLog(directory())).rejects.toThrow(
      /in use by another process that has just started/,
    );
    await log.close();
  });

  it('keeps nobody from reading', async () => {
    const log = await openEmbeddedLog(directory());
    await log.append(newStream(), 'none', [newEvent()]);
    const reader = await openEmbeddedReader(directory());
    expect(await reader.head()).toBe(2n);
    await reader.close();
    await log.close();
  });
});
