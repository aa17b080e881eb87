import { BrokerUnavailable, type FencedProducer, relayThrough, settingsOf } from '#platform/messaging';
import type { RelayStatus } from '#platform/messaging';
import { eventually } from '#platform/testing';
import { appendRaises, counters, LEDGER } from './counters.js';
import { MemoryBroker } from './memory-broker.js';
import { forgetDirs, freshDir, openedStore } from './relay-life.js';

afterAll(forgetDirs);

/** Lets nobody write for a while. */
class AwayBroker extends MemoryBroker {
  away = 0;

  override openProducer(): Promise<FencedProducer> {
    return this.away-- > 0 ? Promise.reject(new BrokerUnavailable('nobody answers')) : super.openProducer();
  }
}

/** Gives no answer to the first commit until the silence is over; ends the term as it begins. */
class SilentBroker extends MemoryBroker {
  private readonly term = new AbortController();
  readonly silence = new AbortController();

  override async openProducer(): Promise<FencedProducer> {
    const producer = await super.openProducer();
    const commit = () =>
      new Promise<void>((_, reject) => {
        const fail = (): void => reject(new BrokerUnavailable('no answer'));
        this.silence.signal.addEventListener('abort', fail);
        setImmediate(() => this.term.abort(new BrokerUnavailable('the group is gone')));
      });
    return { ...producer, commit };
  }

  override async *terms(_group: string, signal: AbortSignal): AsyncGenerator<AbortSignal> {
    yield this.term.signal;
    if (!signal.aborted) await new Promise((resolve) => signal.addEventListener('abort', resolve));
  }
}

async function relaying(broker: MemoryBroker, until: (now: RelayStatus) => boolean) {
  const store = await openedStore();
  await appendRaises(store, 0, 20, 3);
  const stop = new AbortController();
  const seen: RelayStatus[] = [];
  const running = relayThrough(
    broker,
    settingsOf({
      brokers: [],
      reader: store,
      ledger: LEDGER,
      definitions: [counters],
      dataDir: freshDir(),
      signal: stop.signal,
      markerIntervalMs: 0,
      onStatus: (now) => seen.push(now),
    }),
  );
  try {
    await eventually('the relay', () => seen.some(until));
  } finally {
    stop.abort();
    await running;
  }
  return seen;
}

const phasesOf = (seen: readonly RelayStatus[]) =>
  seen.map(({ phase }) => phase).filter((phase, index, all) => phase !== all[index - 1]);

it('waits, with the reason, through every attempt that finds the broker away', async () => {
  const broker = new AwayBroker();
  broker.away = 3;
  const seen = await relaying(broker, ({ phase }) => phase === 'live');
  const phases = phasesOf(seen);
  expect(phases.filter((phase) => phase === 'waiting')).toHaveLength(1);
  expect(seen.find(({ phase }) => phase === 'waiting')?.reason).toBe('nobody answers');
  expect(phases.slice(phases.indexOf('waiting'))).toEqual([
    'waiting',
    'starting',
    'catching-up',
    'live',
    'stopped',
  ]);
});

it('tells how much Kafka lacks while it leads, and of nothing afterwards', async () => {
  const seen = await relaying(new MemoryBroker(), ({ lag, phase }) => phase === 'live' && lag === 0);
  expect(seen.at(-1)).toMatchObject({ phase: 'stopped', reason: null, lag: null, behindSince: null });
});

it('says that the broker is away before what is in flight has failed', async () => {
  const broker = new SilentBroker();
  const seen = await relaying(broker, ({ phase, reason }) => {
    if (phase !== 'waiting') return false;
    expect([reason, broker.silence.signal.aborted]).toEqual(['the group is gone', false]);
    broker.silence.abort();
    return true;
  });
  expect(phasesOf(seen).at(-1)).toBe('stopped');
});
