import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type EventStore, openEmbeddedLog, openLedger } from '#platform/event-store';
import { engineFault, lagOf, type ProcessStatus, ProcessThread } from '#platform/processes';
import { eventually } from '#platform/testing';
import { derivedId } from '#platform/values';
import { happen, lent } from './library.js';

const SILENT_WITHIN_MS = 20_000;
const OPENED = '2021-06-01T00:00:00.000Z';

jest.setTimeout(60_000);

const gate = new Int32Array(new SharedArrayBuffer(4));
const shut = (): number => Atomics.store(gate, 0, 1);
const open = (): void => {
  Atomics.store(gate, 0, 0);
  Atomics.notify(gate, 0);
};

let dataDir: string;
let log: EventStore;
let thread: ProcessThread;

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'civitas-silent-thread-'));
  log = await openEmbeddedLog(dataDir);
  await openLedger(log, { ledgerId: derivedId('library'), clock: 'driven' }, OPENED);
  thread = await ProcessThread.start({
    entry: pathToFileURL(join(__dirname, 'held-worker.mjs')),
    file: join(dataDir, 'processes.sqlite'),
    store: { dataDir, gate },
    drivenNow: OPENED,
  });
  await eventually('it to be installed', () => thread.status().processes[0]?.fence === 0);
});
afterAll(async () => {
  open();
  await thread.stop();
  await log.close();
  rmSync(dataDir, { recursive: true });
});

describe('a processes’ thread that is held', () => {
  it('is silent, and how far it is behind is seen by what others have read', async () => {
    shut();
    await happen(log, lent('a'));
    const status = await eventually(
      'it to be silent',
      () => thread.status().state === 'silent' && thread.status(),
      SILENT_WITHIN_MS,
    );
    expect(engineFault(status)).toMatch(/^the processes' thread has not been heard of for \d+ s$/);
    expect(status.processes).toMatchObject([{ name: 'lending', ordinal: 0 }]);
    expect(lagOf(status, status.processes[0] as ProcessStatus, 1)).toBe(1);
  });

  it('goes on where it was once it is let go, and says so', async () => {
    const asked: string[] = [];
    thread.serve(({ command }) => {
      asked.push(command);
      return Promise.resolve({ kind: 'done' });
    });
    open();
    const status = await eventually('it to have caught up', () => {
      const now = thread.status();
      return now.state === 'following' && now.processes[0]?.ordinal === 1 && now;
    });
    expect(engineFault(status)).toBeNull();
    expect(lagOf(status, status.processes[0] as ProcessStatus, 1)).toBe(0);
    await eventually('its command to be asked for', () => asked.length > 0);
    expect(asked).toEqual(['StampCard']);
  });
});
