import { join } from 'node:path';
import Database from 'better-sqlite3';
import { startServer } from '#platform/testing';

jest.setTimeout(60_000);

const LEDGER_OPENED = 2;

it('damage that a request met in the event log keeps the server unready, which names the event', async () => {
  const server = await startServer();
  try {
    const readiness = async () => {
      const { status, body } = await server.request('GET', '/health/ready');
      return { status, store: (body as { checks: Record<string, string> }).checks['event-store'] };
    };
    const read = () => server.request('GET', '/v1/audit/events?from=0&limit=1');
    expect((await read()).status).toBe(200);
    expect((await readiness()).store).toBe('ok');

    const log = new Database(join(server.dataDir, 'log.sqlite'));
    log.exec(`UPDATE events SET data = CAST('{}' AS BLOB) WHERE position = ${LEDGER_OPENED}`);
    log.close();
    expect(await read()).toMatchObject({ status: 503, body: { code: 'event-log-damaged' } });
    const damaged = {
      status: 503,
      store: expect.stringMatching(/position 2 .*is other than written/) as string,
    };
    expect(await readiness()).toEqual(damaged);
    expect(await readiness()).toEqual(damaged);
  } finally {
    await server.stop();
  }
});
