import { readdir, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { measureThisThread, type ThreadMeasure, ThreadWatch } from '#platform/threads';
import type { Metrics } from './metrics.js';
import { type HealthCheck, readinessOf } from './readiness.js';

/** What this process keeps; anything else in the directory is somebody else's. */
const OWN_FILE = /^(log|read-models|relay|processes)[a-z-]*\.sqlite(-wal)?$/;

/** The loops of this process's threads, the calling one as `main`. Answers how to end that. */
export function measureThreads(metrics: Metrics): () => void {
  const watch = new ThreadWatch();
  const stop = measureThisThread('main');
  let taken: readonly ThreadMeasure[] = [];
  metrics.gauge({
    name: 'civitas_event_loop_delay_seconds',
    help: 'How late the loop of a thread was since the metrics were last asked for, the worst of each second',
    labels: ['thread', 'quantile'],
    read: () => {
      taken = watch.take();
      return taken.flatMap(({ thread, delayP50, delayP99, delayMax }) => [
        { labels: { thread, quantile: '0.5' }, value: delayP50 },
        { labels: { thread, quantile: '0.99' }, value: delayP99 },
        { labels: { thread, quantile: '1' }, value: delayMax },
      ]);
    },
  });
  metrics.gauge({
    name: 'civitas_event_loop_utilization',
    help: 'Share of the last second the loop of a thread was busy',
    labels: ['thread'],
    read: () => taken.map(({ thread, utilization }) => ({ labels: { thread }, value: utilization })),
  });
  metrics.gauge({
    name: 'civitas_thread_heap_bytes',
    help: 'Heap in use of a thread',
    labels: ['thread'],
    read: () => taken.map(({ thread, heapBytes }) => ({ labels: { thread }, value: heapBytes })),
  });
  return () => {
    stop();
    watch.close();
  };
}

/** Sizes of the files in the data directory, and what room is left. */
export function measureFiles(metrics: Metrics, dataDir: string): void {
  metrics.gauge({
    name: 'civitas_file_bytes',
    help: 'Size of a file this process keeps',
    labels: ['file'],
    read: async () => {
      const files = (await readdir(dataDir)).filter((name) => OWN_FILE.test(name));
      return Promise.all(
        files.map(async (file) => ({ labels: { file }, value: (await stat(join(dataDir, file))).size })),
      );
    },
  });
  metrics.gauge({
    name: 'civitas_disk_free_bytes',
    help: 'Room left on the disk of the data directory',
    read: async () => {
      const { bavail, bsize } = await statfs(dataDir);
      return [{ value: bavail * bsize }];
    },
  });
}

/** What readiness would say. */
export function measureHealth(metrics: Metrics, checks: readonly HealthCheck[]): void {
  metrics.gauge({
    name: 'civitas_health_check',
    help: '1 where a check of /health/ready is well, 0 where it is not',
    labels: ['check'],
    read: async () => {
      const { checks: said } = await readinessOf(checks);
      return Object.entries(said).map(([check, words]) => ({
        labels: { check },
        value: Number(words === 'ok'),
      }));
    },
  });
}
