import type { Kafka } from 'kafkajs';
import { CHECKPOINT_TOPIC } from '../wire/index.js';
import { translated } from './client.js';
import { incumbentAssigner } from './incumbent-assigner.js';

export interface Standing {
  readonly sessionTimeoutMs: number;
  readonly group: string;
}

const POLL_MS = 250;

/**
 * Stands in a consumer group over the checkpoint topic's one partition; whoever is assigned it leads. Yields a
 * signal for each term. Throws when the group cannot be reached; then no term is held as far as this side knows.
 */
export async function* terms(kafka: Kafka, standing: Standing, signal: AbortSignal): AsyncGenerator<AbortSignal> {
  let term: AbortController | null = null;
  let failure: Error | null = null;
  const news: AbortController[] = [];
  let wake = (): void => undefined;
  const end = (): void => {
    term?.abort();
    term = null;
  };
  const consumer = kafka.consumer({
    groupId: standing.group,
    sessionTimeout: standing.sessionTimeoutMs,
    heartbeatInterval: Math.min(1_000, standing.sessionTimeoutMs / 4),
    maxWaitTimeInMs: POLL_MS,
    partitionAssigners: [incumbentAssigner(CHECKPOINT_TOPIC, () => term !== null)],
    retry: { initialRetryTime: 50, maxRetryTime: 500, retries: 8, restartOnFailure: () => Promise.resolve(false) },
  });
  consumer.on('consumer.group_join', ({ payload }) => {
    const leads = payload.memberAssignment[CHECKPOINT_TOPIC]?.includes(0) ?? false;
    if (leads) consumer.pause([{ topic: CHECKPOINT_TOPIC }]);
    if (!leads) end();
    else if (term === null) news.push((term = new AbortController()));
    wake();
  });
  consumer.on('consumer.crash', ({ payload }) => {
    failure = translated(payload.error, 'standing for leadership');
    end();
    wake();
  });
  const stop = (): void => wake();
  signal.addEventListener('abort', stop);
  try {
    await consumer.connect();
    await consumer.subscribe({ topic: CHECKPOINT_TOPIC });
    await consumer.run({ autoCommit: false, eachBatch: () => Promise.resolve() });
    while (!signal.aborted) {
      if (failure) throw failure as Error;
      const next = news.shift();
      if (next) yield next.signal;
      else await new Promise<void>((resolve) => (wake = resolve));
    }
  } catch (error) {
    throw translated(error, 'standing for leadership');
  } finally {
    end();
    signal.removeEventListener('abort', stop);
    await consumer.disconnect().catch(() => undefined);
  }
}
