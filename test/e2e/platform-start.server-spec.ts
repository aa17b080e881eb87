import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, open, readdir, rm } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { DirectoryLock } from '#platform/sqlite';
import { eventually, startServer } from '#platform/testing';

jest.setTimeout(60_000);

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

function hasSeenEvents(file: string): boolean {
  const db = new Database(file, { readonly: true });
  try {
    return db.prepare('SELECT 1 FROM seen').get() !== undefined;
  } finally {
    db.close();
  }
}

/** Asks until it is ready; rejects when that is not within half a minute. */
async function answersAt(url: string, until = Date.now() + 30_000): Promise<number> {
  const status = await fetch(`${url}/health/ready`).then(
    (response) => response.status,
    () => 0,
  );
  if (status === 200) return status;
  if (Date.now() > until) throw new Error(`the server was not ready in time (${status})`);
  await pause(100);
  return answersAt(url, until);
}

describe('the start', () => {
  it('is refused with a variable of a part that does not exist yet, naming it', async () => {
    await expect(startServer({ env: { READ_MODEL_URL: 'postgres://127.0.0.1/x' } })).rejects.toThrow(
      'READ_MODEL_URL',
    );
  });

  it('is refused on a port that is taken, naming the variable', async () => {
    const first = await startServer();
    try {
      const { port } = new URL(first.url);
      await expect(startServer({ env: { PORT: port } })).rejects.toThrow(
        `PORT ${port} on 127.0.0.1 is taken`,
      );
    } finally {
      await first.stop();
    }
  });

  it.each(['standalone', 'projector', 'relay', 'admin-api'] as const)(
    'of the %s is refused, naming it, where no data directory can be made',
    async (app) => {
      const elsewhere = { EVENT_STORE_URL: 'esdb://127.0.0.1:9?tls=false', KAFKA_BROKERS: '127.0.0.1:9' };
      const env: Record<string, string> = app === 'standalone' ? {} : elsewhere;
      await expect(startServer({ app, env, dataDir: '/proc/civitas' })).rejects.toThrow(
        'DATA_DIR=/proc/civitas cannot be used',
      );
    },
  );

  it('is refused where two variables name the same port, naming both', async () => {
    const port = String(await freePort());
    await expect(startServer({ env: { PORT: port, EVENT_STORE_GATEWAY_PORT: port } })).rejects.toThrow(
      `PORT and EVENT_STORE_GATEWAY_PORT both name port ${port}: give each one of its own`,
    );
  });

  it('is refused over a directory another server holds', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'civitas-'));
    const first = await startServer({ dataDir });
    try {
      await expect(startServer({ dataDir })).rejects.toThrow('ended with 1 before it was ready');
    } finally {
      await first.stop();
      await rm(dataDir, { recursive: true });
    }
  });
});

describe('a start where another projector works on the directory', () => {
  it('names that one', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'civitas-'));
    const lock = DirectoryLock.take(dataDir, 'projector') as DirectoryLock;
    const server = await startServer({ dataDir });
    expect(server.lines.filter((line) => line.includes(`"holder":"process ${process.pid} on `))).toHaveLength(
      1,
    );
    expect(await server.stop()).toBe(0);
    lock.release();
    await rm(dataDir, { recursive: true });
  });
});

describe('a ledger that is gone', () => {
  it.each(['read-models-records.sqlite', 'processes.sqlite'])(
    'is not begun anew beside %s, and is when that is removed',
    async (remaining) => {
      const dataDir = await mkdtemp(join(tmpdir(), 'civitas-'));
      const server = await startServer({ dataDir });
      await eventually('the ledger to be seen', () => hasSeenEvents(join(dataDir, remaining)));
      expect(await server.stop()).toBe(0);
      for (const name of await readdir(dataDir))
        if (!name.startsWith(remaining) && name !== 'keys')
          await rm(join(dataDir, name), { recursive: true });
      await expect(startServer({ dataDir })).rejects.toThrow(`what remains of a ledger: ${remaining};`);
      await expect(readdir(dataDir)).resolves.not.toContain('log.sqlite');
      await rm(join(dataDir, remaining));
      const anew = await startServer({ dataDir });
      expect(await anew.stop()).toBe(0);
      await rm(dataDir, { recursive: true });
    },
    // It starts three times.
    120_000,
  );
});

describe('the end', () => {
  it('by kill -9 loses nothing that was acknowledged', async () => {
    const server = await startServer();
    const body = { code: '150200', name: '某市', level: 'city' };
    const before = await server.request('POST', '/v1/jurisdictions', { key: 'k', body });
    await server.kill();
    await server.restart();
    const again = await server.request('POST', '/v1/jurisdictions', { key: 'k', body });
    expect([again.status, again.body]).toEqual([before.status, before.body]);
    expect(await server.stop()).toBe(0);
  });
});

describe('standard output that cannot be written', () => {
  it.each(['json', 'pretty'])('keeps no server from working and from ending (%s)', async (format) => {
    const dataDir = await mkdtemp(join(tmpdir(), 'civitas-'));
    const full = await open('/dev/full', 'w');
    const port = String(await freePort());
    const env = {
      PATH: process.env['PATH'],
      PORT: port,
      LOG_FORMAT: format,
      LOG_LEVEL: 'trace',
      DATA_DIR: dataDir,
    };
    const stdio = ['ignore', full.fd, 'inherit'] as const;
    const child = spawn(process.execPath, ['dist/apps/standalone/src/main.js'], { env, stdio: [...stdio] });
    try {
      expect(await answersAt(`http://127.0.0.1:${port}`)).toBe(200);
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      expect(await ended).toEqual([0, null]);
    } finally {
      child.kill('SIGKILL');
      await full.close();
      await rm(dataDir, { recursive: true });
    }
  });
});
