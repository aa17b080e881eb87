import type { Worker } from 'node:worker_threads';
import { EventStoreOverloaded, EventStoreUnavailable, UnreadableLog } from '../errors.js';
import type { Appended, ExpectedRevision, NewEvent } from '../event-store.js';
import { AppendQueue, type HeldAppends, type LogLimits, type QueuedAppend } from './append-queue.js';
import { type CommitListener, committedBatch, settle } from './committed-batch.js';
import type { Durability } from './log-file.js';
import { type FromWriter, NO_REVISION, NO_STREAM, packBatch, type ToWriter } from './writer-messages.js';

const START_DEADLINE_MS = 15_000;
const SWEEP_MS = 100;

/**
 * The main side of the writer thread. Appends wait in a bounded queue; while one batch is being committed the next
 * gathers. Every append settles: with its result, or with {@link EventStoreUnavailable} at its deadline or when the
 * thread ends.
 */
export class LogWriter {
  private readonly queue: AppendQueue;
  private inFlight: readonly QueuedAppend[] = [];
  private sentAt = 0;
  private flushing = false;
  private ended: EventStoreUnavailable | null = null;
  private idle: (() => void) | null = null;
  private readonly exited: Promise<void>;
  private readonly sweeping: NodeJS.Timeout;

  private constructor(
    private readonly worker: Worker,
    readonly durability: Durability,
    private readonly limits: LogLimits,
    private readonly listener: CommitListener,
  ) {
    this.queue = new AppendQueue(limits);
    this.exited = new Promise((resolve) => worker.once('exit', () => resolve()));
    worker.on('message', (message: FromWriter) => this.receive(message));
    worker.on('error', (error: Error) =>
      this.end(`the thread that writes the event log has failed: ${error.message}`),
    );
    worker.on('exit', () => this.end('the thread that writes the event log has ended'));
    this.sweeping = setInterval(() => this.sweep(), SWEEP_MS).unref();
  }

  /** Throws {@link EventStoreUnavailable}, {@link UnreadableLog}. */
  static async start(worker: Worker, limits: LogLimits, listener: CommitListener): Promise<LogWriter> {
    const first = await firstMessage(worker);
    if (first.kind === 'ready') return new LogWriter(worker, first.durability, limits, listener);
    await worker.terminate();
    const message = first.kind === 'failed' ? first.message : `unexpected ${first.kind}`;
    throw first.kind === 'failed' && first.name === 'UnreadableLog'
      ? new UnreadableLog(message)
      : new EventStoreUnavailable(message);
  }

  /** Why it takes nothing any more; null while it does. */
  get failure(): string | null {
    return this.ended?.message ?? null;
  }

  get held(): HeldAppends {
    return this.queue.held;
  }

  append(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): Promise<Appended> {
    if (this.ended) return Promise.reject(this.ended);
    return new Promise((resolve, reject) => {
      const refused = this.queue.add({
        stream,
        wanted: expected,
        expected: numbered(expected),
        events,
        resolve,
        reject,
      });
      if (refused) reject(new EventStoreOverloaded(refused));
      else this.flushSoon();
    });
  }

  /** Refuses new appends, finishes those that wait, ends the thread; by force when it does not answer in time. */
  async close(): Promise<void> {
    const deadline = setTimeout(() => void this.worker.terminate(), this.limits.appendDeadlineMs);
    if (!this.ended) {
      this.ended = new EventStoreUnavailable('the event log is closed');
      if (this.inFlight.length > 0 || this.queue.length > 0)
        await new Promise<void>((resolve) => (this.idle = resolve));
      this.worker.postMessage({ kind: 'close' } satisfies ToWriter);
    }
    await this.exited;
    clearTimeout(deadline);
    clearInterval(this.sweeping);
  }

  private flushSoon(): void {
    if (this.flushing || this.inFlight.length > 0) return;
    // A turn of the loop gathers what was asked in this one.
    this.flushing = true;
    setImmediate(() => {
      this.flushing = false;
      this.flush();
    });
  }

  private flush(): void {
    this.inFlight = this.queue.takeBatch();
    if (this.inFlight.length === 0) return this.idle?.();
    const batch = packBatch(this.inFlight);
    this.sentAt = performance.now();
    this.worker.postMessage(batch, [batch.bytes.buffer]);
  }

  private receive(message: FromWriter): void {
    const batch = this.inFlight;
    this.inFlight = [];
    this.queue.settled(batch);
    if (message.kind === 'done') {
      this.listener.committed(committedBatch(batch, this.sentAt));
      settle(batch, message.results, this.listener);
    } else if (message.kind === 'failed') {
      for (const { reject } of batch) reject(new EventStoreUnavailable(message.message));
      if (message.lasting) return this.end(message.message);
    }
    this.flushSoon();
  }

  private end(why: string): void {
    this.ended ??= new EventStoreUnavailable(why);
    const abandoned = [...this.inFlight, ...this.queue.takeAll()];
    this.inFlight = [];
    for (const { reject } of abandoned) reject(new EventStoreUnavailable(why));
    this.idle?.();
  }

  /** Those that wait are taken out; what became of those in flight is not known. */
  private sweep(): void {
    const now = performance.now();
    for (const { reject } of this.queue.takeLate(now)) reject(late('it was not written'));
    for (const { deadline, reject } of this.inFlight)
      if (deadline < now) reject(late('whether it was written is not known'));
  }
}

const late = (outcome: string): EventStoreUnavailable =>
  new EventStoreUnavailable(`the event log did not take the append in time: ${outcome}`);

function numbered(expected: ExpectedRevision): number {
  if (expected === 'none') return NO_STREAM;
  return Number.isSafeInteger(expected) && expected >= 0 ? expected : NO_REVISION;
}

function firstMessage(worker: Worker): Promise<FromWriter> {
  return new Promise((resolve) => {
    const failed = (message: string): void => {
      clearTimeout(deadline);
      resolve({ kind: 'failed', name: 'EventStoreUnavailable', message, lasting: true });
    };
    const deadline = setTimeout(
      () => failed('the thread that writes the event log does not start'),
      START_DEADLINE_MS,
    );
    worker.once('error', (error) =>
      failed(`the thread that writes the event log does not start: ${(error as Error).message}`),
    );
    worker.once('exit', () => failed('the thread that writes the event log ended while it started'));
    worker.once('message', (message: FromWriter) => {
      clearTimeout(deadline);
      resolve(message);
    });
  });
}
