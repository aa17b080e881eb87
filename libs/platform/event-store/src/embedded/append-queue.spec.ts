import { AppendQueue, DEFAULT_LIMITS, type LogLimits } from './append-queue.js';

const MIB = 1024 * 1024;

const append = (count: number, bytesEach: number): Parameters<AppendQueue['add']>[0] => ({
  stream: 'a',
  wanted: 'none',
  expected: -1,
  events: Array.from({ length: count }, () => ({
    id: '00000000-0000-4000-8000-00000000000a',
    type: 'SampleHappened',
    contentType: 'application/json',
    data: Buffer.alloc(bytesEach - 1),
    metadata: Buffer.alloc(1),
  })),
  resolve: () => undefined,
  reject: () => undefined,
});

const queue = (limits: Partial<LogLimits> = {}): AppendQueue =>
  new AppendQueue({ ...DEFAULT_LIMITS, ...limits });

/** How many of the same appends it takes before it refuses one. */
function taken(into: AppendQueue, count: number, bytesEach: number): number {
  for (let times = 0; ; times++) if (into.add(append(count, bytesEach)) !== null) return times;
}

describe('the queue of appends', () => {
  it('takes so many events and no more, whatever their size', () => {
    expect(taken(queue({ queuedEvents: 10 }), 3, 2)).toBe(3);
  });

  it('takes so many bytes and no more, however few the events', () => {
    expect(taken(queue({ queuedBytes: 10 * MIB }), 3, MIB)).toBe(3);
  });

  it('is bounded when nobody says how', () => {
    expect(taken(queue(), 10, 2)).toBe(2_000);
    expect(taken(queue(), 1, MIB)).toBe(64);
  });

  it('says how much waits when it refuses', () => {
    const full = queue({ queuedEvents: 4 });
    full.add(append(4, 25));
    expect(full.add(append(1, 25))).toBe('4 events with 100 bytes are waiting to be written');
  });

  it('takes one append that is larger than all of it, alone', () => {
    const small = queue({ queuedEvents: 2, queuedBytes: 100 });
    expect(small.add(append(3, 1_000))).toBeNull();
    expect(small.add(append(1, 2))).not.toBeNull();
  });

  it('counts what is being written until it is settled', () => {
    const small = queue({ queuedEvents: 4, queuedBytes: 100 });
    expect(taken(small, 2, 10)).toBe(2);
    const batch = small.takeBatch();
    expect(batch).toHaveLength(2);
    expect(taken(small, 2, 10)).toBe(0);
    small.settled(batch);
    expect(taken(small, 2, 10)).toBe(2);
  });

  it.each([
    ['late', (from: AppendQueue) => from.takeLate(Infinity)],
    ['given up', (from: AppendQueue) => from.takeAll()],
  ])('forgets what was %s', (_how, take) => {
    const small = queue({ queuedEvents: 4, queuedBytes: 100 });
    expect(taken(small, 2, 10)).toBe(2);
    expect(take(small)).toHaveLength(2);
    expect(taken(small, 2, 10)).toBe(2);
  });

  it('hands out the oldest in bounded batches, at least one append each', () => {
    const large = queue({ queuedBytes: 1_000 * MIB });
    for (let times = 0; times < 5; times++) large.add(append(900, 2));
    expect([large, large, large].map((from) => from.takeBatch().length)).toEqual([2, 2, 1]);
    for (let times = 0; times < 5; times++) large.add(append(3, MIB));
    expect([large, large, large].map((from) => from.takeBatch().length)).toEqual([2, 2, 1]);
    large.add(append(12, MIB));
    expect(large.takeBatch()).toHaveLength(1);
  });
});
