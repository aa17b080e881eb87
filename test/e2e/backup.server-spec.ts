import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { eventually, type StartedServer, startServer } from '#platform/testing';

jest.setTimeout(90_000);

const OPS = resolve('dist/apps/ops/src/main.js');

interface Said {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A command of `ops` over a data directory. */
const ops = (dataDir: string, ...args: string[]): Promise<Said> =>
  new Promise((answer) => {
    const env = { PATH: process.env['PATH'], DATA_DIR: dataDir };
    const child = execFile(process.execPath, [OPS, ...args], { env, timeout: 60_000 }, (_, stdout, stderr) =>
      answer({ code: child.exitCode ?? -1, stdout, stderr }),
    );
  });

describe('a backup', () => {
  let folder: string;
  let server: StartedServer;
  let backedUp: number;
  const place = (name: string): string => join(folder, name);
  const opened: StartedServer[] = [];

  const started = async (name: string): Promise<StartedServer> => {
    const running = await startServer({ dataDir: place(name) });
    opened.push(running);
    return running;
  };
  const register = async (code: string): Promise<void> => {
    const body = { code, name: '示例市', level: 'city' };
    expect((await server.request('POST', '/v1/jurisdictions', { key: code, body })).status).toBe(201);
  };
  const restored = async (name: string): Promise<void> => {
    expect(await ops(place(name), 'restore', '--from', place('backup'))).toMatchObject({
      code: 0,
      stderr: '',
    });
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'civitas-backup-'));
    server = await started('data');
    await register('990100');
    const taken = await ops(place('data'), 'backup', '--to', place('backup'), '--json');
    expect(taken).toMatchObject({ code: 0, stderr: '' });
    const [manifest] = (JSON.parse(taken.stdout.split('\n')[0] ?? '') as { rows: object[] }).rows;
    backedUp = await server.head();
    expect(manifest).toMatchObject({ ordinal: backedUp });
  });
  afterAll(async () => {
    for (const running of opened) await running.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it('is read, as the live rows are, beside the server that goes on', async () => {
    await register('990200');
    const head = await server.head();
    await eventually('the rows', async () => (await atOrdinal(server)) === head);
    expect(await ops(place('data'), 'replay')).toMatchObject({ code: 0, stderr: '' });
  });

  it('restored into an empty directory serves what was in it, and goes on with the same ledger', async () => {
    await restored('restored');
    const again = await started('restored');
    const body = { code: '990100', name: '示例市', level: 'city' };
    expect((await again.request('POST', '/v1/jurisdictions', { key: '990100', body })).status).toBe(201);
    expect(await again.head()).toBe(backedUp);
  });

  it('restored behind read models that have seen more stops their projector, and readiness says what to do', async () => {
    await server.stop();
    await restored('behind');
    const models = (await readdir(place('data'))).filter((name) => name.startsWith('read-models'));
    await mkdir(place('behind'), { recursive: true });
    for (const name of models) await copyFile(join(place('data'), name), join(place('behind'), name));
    const behind = await started('behind');
    const ready = () => behind.request('GET', '/health/ready', { token: null });
    await eventually('readiness to be red', async () => (await ready()).status === 503);
    const { body } = await ready();
    expect((body as { checks: { projector: string } }).checks.projector).toMatch(
      /lacks history that was there before: .* restore a newer backup \(ops restore\), or, .* folded anew/,
    );
  });

  it.each([
    [['backup'], /name a new directory for the backup: --to/],
    [['restore'], /name the directory of a backup: --from/],
    [['restore', '--from', '/nowhere'], /there is no finished backup in \/nowhere/],
    [['backup', '--to', tmpdir()], /is not an empty directory/],
  ])('asked for as %j is refused in a sentence', async (args, sentence) => {
    const { code, stderr } = await ops(place('restored'), ...args);
    expect(code).toBe(1);
    expect(stderr).toMatch(sentence);
    expect(stderr).not.toMatch(/\n {4}at /);
  });
});

async function atOrdinal(server: StartedServer): Promise<number> {
  const operator = await server.tokenFor({ actor: 'operator-1', roles: ['operator'] });
  const { body } = await server.request('GET', '/v1/projections', { token: operator });
  const { items } = body as { items: { ordinal: number; state: string }[] };
  return Math.min(...items.map(({ ordinal, state }) => (state === 'active' ? ordinal : -1)));
}
