import { MemoryEventStore } from '#platform/testing';
import { derivedId } from '#platform/values';
import { projectionLags } from './projection-lags.js';

const bytes = Buffer.from('{}');

/** Three events of the ledger, a system event, and what stands where. */
async function ledger() {
  const store = new MemoryEventStore();
  for (const stream of ['a', '$sys', 'b', 'c'])
    await store.append(stream, 'none', [
      {
        id: derivedId('test', stream),
        type: 'Happened',
        contentType: 'application/json',
        data: bytes,
        metadata: bytes,
      },
    ]);
  const { events } = await store.readAll({ after: null });
  return { store, at: (index: number) => events[index]?.position.toString() ?? null, events };
}

const state = (name: string, position: string | null, lag = 0) => ({ name, position, lag });

describe('the lag of projections', () => {
  it('is nothing at the head', async () => {
    const { store, at } = await ledger();
    expect(await projectionLags(store, [state('stars', at(4), 0)], Date.now())).toEqual([
      { name: 'stars', events: 0, seconds: 0 },
    ]);
  });

  it('is the ledger’s events behind a place, and the age of the oldest', async () => {
    const { store, at, events } = await ledger();
    const created = Number((events[3]?.created ?? 0n) / 10_000n);
    const [lag] = await projectionLags(store, [state('stars', at(1))], created + 7_000);
    expect(lag).toEqual({ name: 'stars', events: 2, seconds: 7 });
  });

  it('is seen where the reader itself stands still, from the start, and each for itself', async () => {
    const { store, at } = await ledger();
    const lags = await projectionLags(
      store,
      [state('a', null), state('b', at(3)), state('c', at(3), 40)],
      Date.now(),
    );
    expect(lags.map(({ name, events }) => [name, events])).toEqual([
      ['a', 3],
      ['b', 1],
      ['c', 40],
    ]);
  });
});
