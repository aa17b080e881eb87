import { MemoryEventStore } from '#platform/testing';
import { derivedId } from '#platform/values';
import { Lookout } from './lookout.js';
import { StatusBoard } from './status.js';

const bytes = Buffer.from('{}');
const AT_WORK = new AbortController().signal;

/** A store of so many entries after a first one, which is all that Kafka has; and who looks at it. */
async function behindBy(entries: number) {
  const store = new MemoryEventStore();
  const append = async (stream: string, count = 1) => {
    const events = Array.from({ length: count }, (_, index) => ({
      id: derivedId(stream, index),
      type: 'Happened',
      contentType: 'application/json' as const,
      data: bytes,
      metadata: bytes,
    }));
    await store.append(stream, 'none', events);
    return (await store.head()) as bigint;
  };
  const status = new StatusBoard(() => undefined);
  const reached = (ordinal: number, position: bigint) =>
    status.reached({ ordinal, position: String(position) }, []);
  reached(0, await append('first'));
  for (let left = entries, part = 0; left > 0; left -= 1_000, part++)
    await append(`part-${part}`, Math.min(left, 1_000));
  const lookout = new Lookout(store, status);
  const look = async (now: number) => {
    await lookout.look(AT_WORK, now);
    const { lag, behindSince } = status.now();
    return { lag, behind: behindSince !== null };
  };
  return { append, reached, status, store, look };
}

describe('what a relay that leads lacks', () => {
  it('is nothing at the head', async () => {
    const { look } = await behindBy(0);
    expect(await look(0)).toEqual({ lag: 0, behind: false });
  });

  it('is counted on from look to look, and shrinks as Kafka gets it', async () => {
    const { look, append, reached } = await behindBy(6_500);
    expect((await look(0)).lag).toBe(5_000);
    expect((await look(1)).lag).toBe(6_500);
    const end = await append('last');
    expect((await look(2)).lag).toBe(6_501);
    reached(6_501, end);
    expect((await look(3)).lag).toBe(0);
  });

  it('is counted from the beginning where the place is one of another store, and not known until the count is there', async () => {
    const { append, store } = await behindBy(6_499);
    const restored = new StatusBoard(() => undefined);
    const lookout = new Lookout(store, restored);
    const lag = async () => {
      await lookout.look(AT_WORK, 0);
      return restored.now().lag;
    };
    restored.reached({ ordinal: 6_497, position: null }, []);
    expect(await lag()).toBeNull();
    expect(await lag()).toBe(2);
    restored.reached({ ordinal: 6_500, position: String(await append('last')) }, []);
    expect(await lag()).toBe(0);
  });

  it('is the ledger’s own: what the store writes for itself is none of it', async () => {
    const { look, append, status } = await behindBy(0);
    await append('$before');
    expect((await look(0)).lag).toBe(0);
    status.considered(await append('$stats'));
    expect(await look(60_000)).toEqual({ lag: 0, behind: false });
  });
});

describe('a relay that stands still behind the store', () => {
  it('is behind after ten seconds, until it moves', async () => {
    const { look, reached, append } = await behindBy(2);
    expect((await look(0)).behind).toBe(false);
    expect((await look(9_999)).behind).toBe(false);
    expect((await look(10_000)).behind).toBe(true);
    expect((await look(20_000)).behind).toBe(true);
    reached(3, await append('more'));
    expect(await look(20_001)).toEqual({ lag: 0, behind: false });
  });

  it('is not, where there is nothing to do', async () => {
    const { look } = await behindBy(0);
    await look(0);
    expect((await look(3_600_000)).behind).toBe(false);
  });
});

describe('the look-out', () => {
  it('says nothing of a relay that leads no more', async () => {
    const { status, look } = await behindBy(3);
    await look(0);
    const store = new MemoryEventStore();
    await new Lookout(store, status).during(AT_WORK, () => Promise.resolve());
    expect(status.now()).toMatchObject({ lag: null, behindSince: null });
  });
});
