import { DomainRejection, type Decider } from '#platform/event-sourcing';
import { ConcurrencyConflict, type NewEvent } from '#platform/event-store';
import type { Projection, ProjectionEvent } from '#platform/projections';
import { derivedId } from '#platform/values';
import { foldRows, given, happened, MemoryEventStore, projectionSpec, testContext } from './index.js';

type Counted = ProjectionEvent<'Counted', { name: string; by: number }>;

const counts: Projection<{ total: number; last: number }, Counted> = {
  name: 'counts',
  version: 1,
  handles: ['Counted'],
  keysOf: ({ data }) => [data.name],
  referencesOf: () => ['start'],
  evolve: (row, { data, at }, _key, references) => ({
    total: (row?.total ?? references.get('start')?.total ?? 0) + data.by,
    last: at.ordinal,
  }),
  indexes: { total: (row) => row.total },
};

const door: Decider<'open', { open: boolean }, { type: 'Opened'; data: { by?: string } }, string> = {
  initialState: { open: false },
  decide: (_command, state, facts) => {
    if (facts === 'locked') throw new DomainRejection('locked');
    return state.open ? [] : [{ type: 'Opened', data: { by: undefined } }];
  },
  evolve: () => ({ open: true }),
};

const event = (index: number): NewEvent => ({
  id: derivedId('event', index),
  type: 'Counted',
  contentType: 'application/json',
  data: Buffer.from('{}'),
  metadata: Buffer.from('{}'),
});

describe('helpers for specs', () => {
  it('fold rows with keys, references and ordinals by place', () => {
    const spec = projectionSpec(counts).given([
      happened('Counted', { name: 'start', by: 10 }),
      happened('Counted', { name: 'a', by: 1 }),
    ]);
    expect(spec.row('a')).toEqual({ total: 11, last: 1 });
    expect(spec.row('b')).toBeNull();
    expect(spec.indexes('a')).toEqual({ total: 11 });
  });

  it('refuse a projection that writes to its row', () => {
    const writing = {
      ...counts,
      evolve: (row: { total: number; last: number } | null) =>
        row ? Object.assign(row, { total: 2 }) : { total: 1, last: 0 },
    };
    const events = [happened('Counted', { name: 'a', by: 1 }), happened('Counted', { name: 'a', by: 1 })];
    expect(() => foldRows(writing, events)).toThrow(/read only/);
  });

  it('refuse a row that JSON would bend', () => {
    const dated = { ...counts, evolve: () => ({ total: 1, last: 0, at: new Date(0) }) };
    expect(() => foldRows(dated, [happened('Counted', { name: 'a', by: 1 })])).toThrow(/a\.at is no JSON/);
  });

  it('say what a decider decides, repeats and refuses', () => {
    given(door)
      .when('open', 'free')
      .then([{ type: 'Opened', data: {} }]);
    given(door, [{ type: 'Opened', data: {} }])
      .when('open', 'free')
      .thenNothing();
    given(door).when('open', 'locked').thenRejected('locked');
    expect(() => given(door).when('open', 'free').thenNothing()).toThrow();
    expect(testContext({ now: '2021-12-31T20:00:00.000Z' }).today).toBe('2022-01-01');
  });
});

describe('the event store in memory', () => {
  it('keeps revisions exact and answers a repeated append with the first result', async () => {
    const store = new MemoryEventStore();
    const first = await store.append('a-1', 'none', [event(1), event(2)]);
    expect(await store.append('a-1', 'none', [event(1), event(2)])).toEqual(first);
    await expect(store.append('a-1', 'none', [event(3)])).rejects.toThrow(ConcurrencyConflict);
    expect((await store.append('a-1', 1, [event(3)])).revision).toBe(2);
  });

  it('delivers history, then live events, and fails loudly when told', async () => {
    const store = new MemoryEventStore();
    await store.append('a-1', 'none', [event(1)]);
    const seen: string[] = [];
    const follow = async () => {
      for await (const batch of store.subscribeAll({ after: null, signal: new AbortController().signal })) {
        seen.push(batch.kind === 'events' ? batch.events.map(({ stream }) => stream).join() : 'caught-up');
        if (seen.length === 2) await store.append('a-1', 0, [event(2)]);
        if (seen.length === 4) store.failSubscriptions();
      }
    };
    await expect(follow()).rejects.toThrow('the subscription broke');
    expect(seen).toEqual(['$store,a-1', 'caught-up', 'a-1', 'caught-up']);
  });
});
