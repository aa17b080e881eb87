import { setTimeout as pause } from 'node:timers/promises';
import type { Receipt } from '#platform/event-store';
import { percentile } from './figures.js';
import { type Load, messageOf, type Target, type Write } from './load.js';
import { Wire } from './wire.js';

const TICK_MS = 1;
const MOST_UNDER_WAY = 5_000;

/** What is sent, and who hears of each answer. */
export interface Sending {
  next(): Write;
  /** What it begins is waited for at the end; when it rejects, so does the sending. */
  answered(receipt: Receipt, wire: Wire): void | Promise<void>;
}

/**
 * Sends so many writes a second until told to stop, whether or not answers come. Latencies count from the moment
 * a write is due: a server that stalls cannot hide it. Every answer must be a success; throws, too, when 5,000 wait.
 */
export async function paced(
  target: Target,
  perSecond: number,
  until: AbortSignal,
  sending: Sending,
): Promise<Load> {
  const wire = new Wire(target);
  const latencies: number[] = [];
  const failures: unknown[] = [];
  const underWay = new Set<Promise<void>>();
  const send = async (dueAt: number): Promise<void> => {
    try {
      const text = await wire.send(messageOf(sending.next()));
      latencies.push(performance.now() - dueAt);
      await sending.answered(JSON.parse(text) as Receipt, wire);
    } catch (error) {
      failures.push(error);
    }
  };
  const started = performance.now();
  for (let sent = 0; !until.aborted && failures.length === 0;) {
    if (underWay.size > MOST_UNDER_WAY) failures.push(new Error(`${perSecond}/s is more than is answered`));
    for (; sent < ((performance.now() - started) * perSecond) / 1000; sent++) {
      const one: Promise<void> = send(started + (sent * 1000) / perSecond).then(
        () => void underWay.delete(one),
      );
      underWay.add(one);
    }
    await pause(TICK_MS);
  }
  await Promise.all(underWay);
  wire.close();
  if (failures.length > 0) throw failures[0];
  const seconds = (performance.now() - started) / 1000;
  return {
    perSecond: latencies.length / seconds,
    p50: percentile(latencies, 0.5),
    p99: percentile(latencies, 0.99),
  };
}

/** {@link paced} for so many seconds. */
export const pacedFor = (
  seconds: number,
  target: Target,
  perSecond: number,
  sending: Sending,
): Promise<Load> => paced(target, perSecond, AbortSignal.timeout(seconds * 1000), sending);

/** {@link paced} while `work` runs. */
export async function pacedDuring<T>(
  work: () => Promise<T>,
  target: Target,
  perSecond: number,
  sending: Sending,
): Promise<{ readonly load: Load; readonly result: T }> {
  const done = new AbortController();
  const [load, result] = await Promise.all([
    paced(target, perSecond, done.signal, sending),
    work().finally(() => done.abort()),
  ]);
  return { load, result };
}
