import type { Consumer, Kafka } from 'kafkajs';
import { CHECKPOINT_TOPIC } from '../wire/index.js';
import { translated, within } from './client.js';
import { incumbentAssigner } from './incumbent-assigner.js';

export interface Standing {
  readonly group: string;
  readonly sessionTimeoutMs: number;
}

const POLL_MS = 250;
/** A broker that is away is not told; it forgets the member by itself. */
const LEAVE_MS = 2_000;
const RETRY = {
  initialRetryTime: 50,
  maxRetryTime: 500,
  retries: 8,
  restartOnFailure: () => Promise.resolve(false),
};

/**
 * Stands in a consumer group over the checkpoint topic's one partition; whoever is assigned it leads. Yields a
 * signal for each term. Throws when the group cannot be reached; then no term is held as far as this side knows.
 */
export async function* terms(
  kafka: Kafka,
  standing: Standing,
  signal: AbortSignal,
): AsyncGenerator<AbortSignal> {
  const seat = new Seat();
  const consumer = memberOf(kafka, standing, seat);
  const stop = (): void => seat.news();
  signal.addEventListener('abort', stop);
  try {
    await consumer.connect();
    await consumer.subscribe({ topic: CHECKPOINT_TOPIC });
    await consumer.run({ autoCommit: false, eachBatch: () => Promise.resolve() });
    while (!signal.aborted) {
      const next = seat.next();
      if (next) yield next;
      else await seat.changed();
    }
  } catch (error) {
    throw translated(error, 'standing for leadership');
  } finally {
    seat.lose();
    signal.removeEventListener('abort', stop);
    await within(LEAVE_MS, 'leaving the group', consumer.disconnect()).catch(() => undefined);
  }
}

/** What the group last said of this member. */
class Seat {
  private term: AbortController | null = null;
  private begun: AbortSignal | null = null;
  private failure: Error | null = null;
  private wake = (): void => undefined;

  get held(): boolean {
    return this.term !== null;
  }

  /** A term nobody has taken up yet; throws what took the member out of the group. */
  next(): AbortSignal | null {
    if (this.failure) throw this.failure;
    const { begun } = this;
    this.begun = null;
    return begun;
  }

  changed(): Promise<void> {
    return new Promise((resolve) => (this.wake = resolve));
  }

  assigned(): void {
    if (this.term) return;
    this.term = new AbortController();
    this.begun = this.term.signal;
    this.news();
  }

  lose(failure: Error | null = null): void {
    this.term?.abort(failure ?? undefined);
    this.term = null;
    this.begun = null;
    this.failure = failure;
    this.news();
  }

  news(): void {
    this.wake();
  }
}

function memberOf(kafka: Kafka, { group, sessionTimeoutMs }: Standing, seat: Seat): Consumer {
  const consumer = kafka.consumer({
    groupId: group,
    sessionTimeout: sessionTimeoutMs,
    heartbeatInterval: Math.min(1_000, sessionTimeoutMs / 4),
    maxWaitTimeInMs: POLL_MS,
    partitionAssigners: [incumbentAssigner(CHECKPOINT_TOPIC, () => seat.held)],
    retry: RETRY,
    allowAutoTopicCreation: false,
  });
  consumer.on('consumer.group_join', ({ payload }) => {
    if (!payload.memberAssignment[CHECKPOINT_TOPIC]?.includes(0)) return seat.lose();
    consumer.pause([{ topic: CHECKPOINT_TOPIC }]);
    return seat.assigned();
  });
  consumer.on('consumer.crash', ({ payload }) =>
    seat.lose(translated(payload.error, 'standing for leadership')),
  );
  return consumer;
}
