import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type EventStore, openEmbeddedLog, openLedger } from '#platform/event-store';
import { type DispatchedCommand, ProcessThread, ProcessThreadFailed } from '#platform/processes';
import { eventually } from '#platform/testing';
import { derivedId } from '#platform/values';
import { happen, lent } from './library.js';

jest.setTimeout(30_000);

const ENTRY = pathToFileURL(join(__dirname, 'library-worker.mjs'));
const OPENED = '2021-06-01T00:00:00.000Z';
const DUE = '2021-06-10T00:00:00.000Z';

let dataDir: string;
let log: EventStore;
let thread: ProcessThread;

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'civitas-process-thread-'));
  log = await openEmbeddedLog(dataDir);
  await openLedger(log, { ledgerId: derivedId('library'), clock: 'driven' }, OPENED);
  thread = await start(dataDir);
  await eventually('it to be installed', () => thread.status().processes[0]?.fence === 0);
});
afterEach(async () => {
  await thread.stop();
  await log.close();
  rmSync(dataDir, { recursive: true });
});

const start = (store: string): Promise<ProcessThread> =>
  ProcessThread.start({ entry: ENTRY, file: join(dataDir, 'processes.sqlite'), store, drivenNow: OPENED });

describe('processes on a thread of their own', () => {
  it('hand their commands over and have everything due done when a driven clock advances', async () => {
    const asked: DispatchedCommand[] = [];
    thread.serve((command) => {
      asked.push(command);
      return Promise.resolve({ kind: 'done' });
    });
    await happen(log, lent('a'));
    await thread.settle('2021-06-02T00:00:00.000Z');
    expect(asked.map(({ command }) => command)).toEqual(['StampCard']);
    await thread.settle(DUE);
    expect(asked.map(({ command }) => command)).toEqual(['StampCard', 'RemindReader']);
    await eventually('the status to follow', () => {
      const [process] = thread.status().processes;
      return process?.outbox.open === 0 && process.timers.pending === 0;
    });
  });

  it('send nothing while nobody is there to handle it, and nothing more once held', async () => {
    await happen(log, lent('a'));
    await eventually('it to wait', () => thread.status().processes[0]?.outbox.open === 1);
    const asked: string[] = [];
    thread.serve(({ key }) => {
      asked.push(key);
      return Promise.resolve({ kind: 'done' });
    });
    await eventually('it to be asked for', () => asked.length === 1);
    await thread.hold();
    await happen(log, lent('b'));
    await eventually('the next to wait', () => thread.status().processes[0]?.outbox.open === 1);
    expect(asked).toEqual(['a']);
  });

  it('say so when they have ended, and keep nobody waiting', async () => {
    await thread.stop();
    expect(thread.status()).toMatchObject({ state: 'ended' });
    await thread.settle(DUE);
    await thread.hold();
  });

  it('do not start where their store cannot be opened', async () => {
    const failed = start('nowhere');
    await expect(failed).rejects.toThrow(ProcessThreadFailed);
    await expect(failed).rejects.toThrow('there is no such library');
  });
});
