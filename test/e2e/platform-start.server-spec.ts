import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServer } from '#platform/testing';

jest.setTimeout(60_000);

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
