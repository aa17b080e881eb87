import { BroadcastChannel } from 'node:worker_threads';
import { eventually } from '#platform/testing';
import { measureThisThread, type ThreadMeasure, THREADS_CHANNEL, ThreadWatch } from './thread-measure.js';

let watch: ThreadWatch;
let channel: BroadcastChannel;
beforeEach(() => {
  watch = new ThreadWatch();
  channel = new BroadcastChannel(THREADS_CHANNEL);
});
afterEach(() => {
  channel.close();
  watch.close();
});

const report = (thread: string, delayMax: number, utilization = 0): void => {
  const measure = { thread, delayP50: 0, delayP99: delayMax, delayMax, utilization, heapBytes: 1 };
  channel.postMessage(measure satisfies ThreadMeasure);
};

/** Reports come in their order: this one is there when the mark is. */
async function taken(thread: string): Promise<ThreadMeasure | undefined> {
  const seen = new Promise<void>((resolve) => {
    const listener = new BroadcastChannel(THREADS_CHANNEL);
    listener.onmessage = () => {
      listener.close();
      resolve();
    };
  });
  report('mark', 0);
  await seen;
  return watch.take().find((measure) => measure.thread === thread);
}

describe('what is seen of a thread', () => {
  it('is the worst of what it reported since the last look', async () => {
    report('one', 0.3, 0.9);
    report('two', 0.7);
    report('one', 0.1, 0.2);
    expect(await taken('one')).toMatchObject({ delayMax: 0.3, delayP99: 0.3, utilization: 0.2 });
  });

  it('begins anew with a look, and is what was last known until it reports again', async () => {
    report('one', 0.3);
    expect(await taken('one')).toMatchObject({ delayMax: 0.3 });
    expect(await taken('one')).toMatchObject({ delayMax: 0.3 });
    report('one', 0.05);
    expect(await taken('one')).toMatchObject({ delayMax: 0.05 });
  });

  it('is what the thread itself reports each second', async () => {
    const end = measureThisThread('this');
    const measure = await eventually('a report', () => watch.take().find(({ thread }) => thread === 'this'));
    end();
    expect(measure.heapBytes).toBeGreaterThan(0);
    expect(measure.delayMax).toBeGreaterThanOrEqual(0);
    expect(measure.utilization).toBeLessThanOrEqual(1);
  });
});
