import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { getHeapStatistics } from 'node:v8';
import { BroadcastChannel } from 'node:worker_threads';

/** What threads report on. */
export const THREADS_CHANNEL = 'civitas.threads';
const RESOLUTION_MS = 20;
const REPORT_EVERY_MS = 1_000;
/** A thread that has not reported for so long has ended or hangs: the main thread shows it no more. */
const FORGOTTEN_AFTER_MS = 10_000;

/** How a thread of this process does. Delays in seconds, since the last time somebody looked. */
export interface ThreadMeasure {
  readonly thread: string;
  readonly delayP50: number;
  readonly delayP99: number;
  readonly delayMax: number;
  /** Share of the last second its loop was busy, 0 to 1. */
  readonly utilization: number;
  readonly heapBytes: number;
}

/** Reports once a second how late the loop of the calling thread is, to whoever watches in this process; answers how to end that. */
export function measureThisThread(thread: string): () => void {
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  const channel = new BroadcastChannel(THREADS_CHANNEL);
  channel.unref();
  let before = performance.eventLoopUtilization();
  const report = (): void => {
    const now = performance.eventLoopUtilization();
    const measure: ThreadMeasure = {
      thread,
      delayP50: lateness(delay.percentile(50)),
      delayP99: lateness(delay.percentile(99)),
      delayMax: lateness(delay.max),
      utilization: performance.eventLoopUtilization(now, before).utilization,
      heapBytes: getHeapStatistics().used_heap_size,
    };
    before = now;
    delay.reset();
    channel.postMessage(measure);
  };
  delay.enable();
  const timer = setInterval(report, REPORT_EVERY_MS).unref();
  return () => {
    clearInterval(timer);
    delay.disable();
    channel.close();
  };
}

/** The histogram holds whole intervals, the wanted one included. */
const lateness = (nanoseconds: number): number => Math.max(0, nanoseconds / 1e9 - RESOLUTION_MS / 1000);

interface Heard {
  readonly measure: ThreadMeasure;
  readonly at: number;
  /** Was shown: the next report replaces it. */
  shown: boolean;
}

/** Hears the threads of this process. */
export class ThreadWatch {
  private readonly heard = new Map<string, Heard>();
  private readonly channel = new BroadcastChannel(THREADS_CHANNEL);

  constructor() {
    this.channel.onmessage = ({ data }) => this.hear(data as ThreadMeasure);
    this.channel.unref();
  }

  /** The worst of each thread since the last call; the last report again where none came since. */
  take(): readonly ThreadMeasure[] {
    const now = performance.now();
    const measures: ThreadMeasure[] = [];
    for (const [thread, heard] of this.heard) {
      if (now - heard.at > FORGOTTEN_AFTER_MS) this.heard.delete(thread);
      else measures.push(heard.measure);
      heard.shown = true;
    }
    return measures;
  }

  close(): void {
    this.channel.close();
  }

  private hear(measure: ThreadMeasure): void {
    const before = this.heard.get(measure.thread);
    const worst = before && !before.shown ? worse(before.measure, measure) : measure;
    this.heard.set(measure.thread, { measure: worst, at: performance.now(), shown: false });
  }
}

const worse = (one: ThreadMeasure, later: ThreadMeasure): ThreadMeasure => ({
  ...later,
  delayP50: Math.max(one.delayP50, later.delayP50),
  delayP99: Math.max(one.delayP99, later.delayP99),
  delayMax: Math.max(one.delayMax, later.delayMax),
});
