import { Worker } from 'node:worker_threads';
import { EventStoreOverloaded, EventStoreUnavailable, UnreadableLog } from '../errors.js';
import type { NewEvent } from '../event-store.js';
import { DEFAULT_LIMITS, type LogLimits } from './append-queue.js';
import type { CommitListener } from './committed-batch.js';
import { LogWriter } from './log-writer.js';

const EVENT: NewEvent = {
  id: '00000000-0000-4000-8000-00000000000a',
  type: 'SampleHappened',
  contentType: 'application/json',
  data: Buffer.from('{}'),
  metadata: Buffer.from('{}'),
};

const READY = `const { parentPort } = require('node:worker_threads');
  const ready = () => parentPort.postMessage({ kind: 'ready', durability: { journalMode: 'wal', synchronous: 2 } });`;
const SILENT = `${READY} parentPort.on('message', (message) => message.kind === 'close' && process.exit()); ready();`;
const DYING = `${READY} parentPort.on('message', () => process.exit(1)); ready();`;
const LATE = `${READY} parentPort.on('message', (message) => message.kind === 'close'
  ? process.exit()
  : setTimeout(() => parentPort.postMessage({ kind: 'done', results: [0, 7, 9] }), 400)); ready();`;
const FAILING_LATER = `${READY} parentPort.on('message', (message) => {
  if (message.kind === 'close') process.exit();
  parentPort.postMessage({ kind: 'done', results: [0, 0, 2] });
  parentPort.postMessage({ kind: 'failed', name: 'EventStoreUnavailable', message: 'the disk reports an error', lasting: true });
  parentPort.close();
}); ready();`;
const FULL = `${READY} let times = 0; parentPort.on('message', (message) => {
  if (message.kind === 'close') process.exit();
  parentPort.postMessage(++times === 1
    ? { kind: 'failed', name: 'EventStoreUnavailable', message: 'the disk is full', lasting: false }
    : { kind: 'done', results: [0, 0, 2] });
}); ready();`;
const THROWING = `${READY} parentPort.on('message', () => { throw new Error('out of memory'); }); ready();`;

const started: LogWriter[] = [];
afterEach(async () => {
  for (const writer of started.splice(0)) await writer.close();
});

/** A writer whose thread runs the given script in place of the real one. */
async function start(
  script: string,
  limits: Partial<LogLimits> = {},
  ends: CommitListener['ends'] = () => undefined,
): Promise<LogWriter> {
  const worker = new Worker(script, { eval: true });
  const listener = { committed: () => undefined, ends };
  const writer = await LogWriter.start(worker, { ...DEFAULT_LIMITS, ...limits }, listener);
  started.push(writer);
  return writer;
}

describe('the writer thread', () => {
  it.each([
    ['ends', DYING],
    ['throws', THROWING],
  ])('that %s rejects everything that waits and everything after', async (_how, script) => {
    const writer = await start(script);
    const first = Promise.allSettled([
      writer.append('a', 'none', [EVENT]),
      writer.append('b', 'none', [EVENT]),
    ]);
    for (const outcome of await first)
      expect(outcome).toMatchObject({
        status: 'rejected',
        reason: expect.any(EventStoreUnavailable) as Error,
      });
    await expect(writer.append('a', 'none', [EVENT])).rejects.toBeInstanceOf(EventStoreUnavailable);
    expect(writer.failure).toMatch(/has (failed|ended)/);
  });

  it('that does not answer lets appends fail at their deadline', async () => {
    const writer = await start(SILENT, { appendDeadlineMs: 50 });
    await expect(writer.append('a', 'none', [EVENT])).rejects.toThrow(/whether it was written is not known/);
    await expect(writer.append('b', 'none', [EVENT])).rejects.toThrow(/it was not written/);
  });

  it('that answers too late still tells how far the stream goes', async () => {
    const { promise: told, resolve } = Promise.withResolvers<readonly unknown[]>();
    const writer = await start(LATE, { appendDeadlineMs: 20 }, (...end) => resolve(end));
    await expect(writer.append('a', 6, [EVENT])).rejects.toThrow(/whether it was written is not known/);
    expect(await told).toEqual(['a', 7]);
  });

  it('that fails behind an answer takes nothing more: no append gets the answer of another', async () => {
    const writer = await start(FAILING_LATER);
    const first = writer.append('a', 'none', [EVENT]);
    const second = first.then(() => writer.append('b', 'none', [EVENT]));
    expect(await first).toEqual({ revision: 0, position: 2n });
    await expect(second).rejects.toThrow('the disk reports an error');
    expect(writer.failure).toBe('the disk reports an error');
  });

  it('that finds the disk full refuses the batch and takes the next, its queue as free as before', async () => {
    const writer = await start(FULL, { queuedEvents: 1 });
    await expect(writer.append('a', 'none', [EVENT])).rejects.toThrow('the disk is full');
    expect(await writer.append('a', 'none', [EVENT])).toEqual({ revision: 0, position: 2n });
    expect(writer.failure).toBeNull();
  });

  it('has a bounded queue: what is more is told so at once', async () => {
    const writer = await start(SILENT, { queuedEvents: 3, appendDeadlineMs: 200 });
    const taken = [0, 1, 2].map(() => writer.append('a', 'none', [EVENT]));
    await expect(writer.append('a', 'none', [EVENT])).rejects.toBeInstanceOf(EventStoreOverloaded);
    for (const outcome of await Promise.allSettled(taken)) expect(outcome.status).toBe('rejected');
  });

  it('that does not answer is ended when the log is closed', async () => {
    const writer = await start(SILENT, { appendDeadlineMs: 100 });
    const append = writer.append('a', 'none', [EVENT]).catch((error: unknown) => error);
    await writer.close();
    expect(await append).toBeInstanceOf(EventStoreUnavailable);
  });

  it('that reports an unreadable log while it starts is not started', async () => {
    const script = `${READY} parentPort.postMessage({ kind: 'failed', name: 'UnreadableLog', message: 'not ours', lasting: true });`;
    await expect(start(script)).rejects.toBeInstanceOf(UnreadableLog);
  });

  it('that ends while it starts is not started', async () => {
    await expect(start('process.exit(0)')).rejects.toBeInstanceOf(EventStoreUnavailable);
  });
});
