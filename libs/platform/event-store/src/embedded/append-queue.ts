import type { Appended, ExpectedRevision } from '../event-store.js';
import type { AppendRequest } from './writer-messages.js';

export interface LogLimits {
  /** Events that may wait or be in flight. */
  readonly queuedEvents: number;
  /** Their bytes. */
  readonly queuedBytes: number;
  /** An append that has not settled by then is refused. */
  readonly appendDeadlineMs: number;
}

export const DEFAULT_LIMITS: LogLimits = {
  queuedEvents: 20_000,
  queuedBytes: 64 * 1024 * 1024,
  appendDeadlineMs: 10_000,
};

/** What was asked for and is not yet answered. */
export interface HeldAppends {
  readonly events: number;
  readonly bytes: number;
}

/** One commit takes up to this many events or bytes, and at least one append. */
const BATCH_EVENTS = 2_000;
const BATCH_BYTES = 8 * 1024 * 1024;

export interface QueuedAppend extends AppendRequest {
  readonly wanted: ExpectedRevision;
  /** On the monotonic clock. */
  readonly deadline: number;
  resolve(appended: Appended): void;
  reject(error: Error): void;
}

/** Appends in the order they came, bounded by events and bytes including the batch that is on its way. */
export class AppendQueue {
  private waiting: QueuedAppend[] = [];
  private events = 0;
  private bytes = 0;

  constructor(private readonly limits: LogLimits) {}

  get length(): number {
    return this.waiting.length;
  }

  /** What waits or is in flight. */
  get held(): HeldAppends {
    return { events: this.events, bytes: this.bytes };
  }

  /** Null when it is queued, else why it is not. */
  add(append: Omit<QueuedAppend, 'bytes' | 'deadline'>): string | null {
    const bytes = append.events.reduce(
      (sum, { data, metadata }) => sum + data.byteLength + metadata.byteLength,
      0,
    );
    const { queuedEvents, queuedBytes, appendDeadlineMs } = this.limits;
    // One append is always taken, however large: its size was checked before.
    const alone = this.events === 0;
    if (!alone && (this.events + append.events.length > queuedEvents || this.bytes + bytes > queuedBytes))
      return `${this.events} events with ${this.bytes} bytes are waiting to be written`;
    this.events += append.events.length;
    this.bytes += bytes;
    this.waiting.push({ ...append, bytes, deadline: performance.now() + appendDeadlineMs });
    return null;
  }

  /** The oldest appends; they count until {@link settled}. */
  takeBatch(): QueuedAppend[] {
    let [count, events, bytes] = [0, 0, 0];
    for (const append of this.waiting) {
      events += append.events.length;
      bytes += append.bytes;
      if (count > 0 && (events > BATCH_EVENTS || bytes > BATCH_BYTES)) break;
      count++;
    }
    return this.waiting.splice(0, count);
  }

  settled(batch: readonly QueuedAppend[]): void {
    for (const { events, bytes } of batch) {
      this.events -= events.length;
      this.bytes -= bytes;
    }
  }

  /** Those whose deadline has passed. */
  takeLate(now: number): QueuedAppend[] {
    let count = 0;
    while (count < this.waiting.length && (this.waiting[count] as QueuedAppend).deadline < now) count++;
    return this.settledOf(this.waiting.splice(0, count));
  }

  takeAll(): QueuedAppend[] {
    return this.settledOf(this.waiting.splice(0));
  }

  private settledOf(appends: QueuedAppend[]): QueuedAppend[] {
    this.settled(appends);
    return appends;
  }
}
