import { chmodSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type EmbeddedLog, openEmbeddedLog, verifyLog } from '#platform/event-store';
import { DrivenLog, type Written } from './driven-log.js';
import { everything, ids, newEvents, newStream } from './samples.js';
import { temporaryDirectory } from './temporary-log.js';

const directory = temporaryDirectory();
const sizeOf = (suffix = ''): number => statSync(join(directory(), `log.sqlite${suffix}`)).size;

let driven: DrivenLog;
afterEach(() => driven.end());

describe('embedded log: a full disk', () => {
  it('refuses appends by name, serves every read meanwhile, and goes on when there is room', async () => {
    driven = await DrivenLog.start(directory());
    await driven.open();
    const acknowledged = [await driven.write(4, 20, 2_000)];
    driven.limitFiles(sizeOf('-wal') + 100_000);
    for (let time = 0; time < 3; time++) {
      acknowledged.push(await driven.write(4, 1_000, 2_000));
      expectNoRoom(acknowledged.at(-1) as Written);
      await expectAllThere(acknowledged);
    }
    driven.limitFiles(null);
    acknowledged.push(await driven.write(4, 20, 2_000));
    expect(acknowledged.at(-1)?.errors).toEqual([]);
    await expectAllThere(acknowledged);
  }, 60_000);

  it('takes appends where only the copying back finds no room, and answers each with its own result', async () => {
    driven = await DrivenLog.start(directory());
    await driven.open();
    const acknowledged = [await driven.write(8, 10, 500_000)];
    await driven.close();
    await driven.open();
    driven.limitFiles(sizeOf() + 1_000_000);
    acknowledged.push(await driven.write(8, 200, 500_000));
    expectNoRoom(acknowledged.at(-1) as Written);
    expect(sizeOf('-wal')).toBeGreaterThan(LONG_WAL);
    await expectAllThere(acknowledged);
    driven.limitFiles(null);
    acknowledged.push(await driven.write(8, 2, 500_000));
    await expectAllThere(acknowledged);
    await driven.close();
    expect((await verifyLog(directory())).faults).toEqual([]);
  }, 60_000);
});

const NOBODY = 65_534;

describe('embedded log: a directory that may only be read', () => {
  // Root may write everything, so for root it is another user who tries.
  const isRoot = process.getuid?.() === 0;
  const start = (): Promise<DrivenLog> => DrivenLog.start(directory(), isRoot ? NOBODY : undefined);

  let owner: EmbeddedLog | undefined;
  afterEach(() => owner?.close());

  it('is refused for writing by name, read beside its owner, and written again once it may be', async () => {
    await (await openEmbeddedLog(directory())).close();
    driven = await start();
    chmodSync(directory(), 0o555);
    await expect(driven.open()).rejects.toMatchObject(READ_ONLY);

    chmodSync(directory(), 0o755);
    owner = await openEmbeddedLog(directory());
    await owner.append(newStream(), 'none', newEvents(5));
    await driven.openReader();
    await owner.append(newStream(), 'none', newEvents(5));
    expect((await driven.read()).ids).toEqual(ids(await everything(owner)));
  }, 30_000);

  it('refuses to open a file that may not be written, instead of failing later', async () => {
    await (await openEmbeddedLog(directory())).close();
    driven = await start();
    chmodSync(directory(), 0o777);
    chmodSync(join(directory(), 'log.sqlite'), 0o444);
    for (const name of ['owner.lock', 'owner.json']) rmSync(join(directory(), name), { force: true });
    await expect(driven.open()).rejects.toMatchObject(READ_ONLY);
    for (const name of readdirSync(directory())) chmodSync(join(directory(), name), 0o666);
    await driven.open();
    expect(await driven.write(1, 3, 100)).toMatchObject({ acknowledged: [{}, {}, {}], errors: [] });
  }, 30_000);
});

const READ_ONLY = {
  name: 'EventStoreUnavailable',
  message: expect.stringMatching(/read-only|access is not allowed/) as string,
};

/** From this length on the writer copies back by itself. */
const LONG_WAL = 8_000 * 4_096;

function expectNoRoom({ errors }: Written): void {
  expect(errors.length).toBeGreaterThan(0);
  for (const error of errors)
    expect(error).toMatchObject({
      name: 'EventStoreUnavailable',
      message: expect.stringContaining('the disk is full') as string,
    });
}

/** Each acknowledged event stands where its answer said, nothing else is there, and the log can be written on. */
async function expectAllThere(all: readonly Written[]): Promise<void> {
  const { ids: found, head, system, writeFailure } = await driven.read();
  const acknowledged = all.flatMap((written) => written.acknowledged);
  for (const { position, id } of acknowledged) expect(found[Number(position) - 1]).toBe(id);
  expect(found).toHaveLength(1 + acknowledged.length);
  expect([head, system, writeFailure]).toEqual([String(found.length), 1, null]);
}
