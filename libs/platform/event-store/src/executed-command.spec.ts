import { Command, type CommandContext, type Decider, DomainRejection } from '#platform/event-sourcing';
import { MemoryEventStore, testContext } from '#platform/testing';
import { derivedId } from '#platform/values';
import { EventCodec } from './codec.js';
import { ConcurrencyConflict, EventStoreOverloaded, EventStoreUnavailable } from './errors.js';
import type { ExecutedCommand } from './executed-command.js';
import { RequestReused, StaleRevision } from './receipt.js';
import { DeciderRepository } from './repository.js';

class Open extends Command<{ readonly twice?: boolean }> {
  readonly type = 'Open';
}

const door: Decider<Open, string, { readonly type: 'Opened'; readonly data: object }> = {
  initialState: 'shut',
  decide: ({ data }, state) => (state === 'open' && !data.twice ? [] : [{ type: 'Opened', data: {} }]),
  evolve: () => 'open',
};

const codec = new EventCodec([{ Opened: { version: 1, meaning: 'The door is open.', words: '开' } }]);

/** What is told of commands that meet these facts, one after another. */
async function told(
  ...runs: readonly (Partial<CommandContext> & {
    readonly data?: { twice?: boolean };
    readonly fails?: Error;
  })[]
): Promise<readonly string[]> {
  const seen: ExecutedCommand[] = [];
  const repository = new DeciderRepository(new MemoryEventStore(), codec, 'store', (each) => seen.push(each));
  for (const { fails, data = {}, ...context } of runs) {
    const command = new Open(data, testContext(context));
    const facts = () => {
      if (fails) throw fails;
    };
    await repository.execute({ decider: door, stream: 'test.door-1', command, facts }).catch(() => undefined);
  }
  expect(seen.every(({ type, seconds }) => type === 'Open' && seconds >= 0)).toBe(true);
  return seen.map(({ outcome }) => outcome);
}

const another = { commandId: derivedId('another') };

describe('what is told of a command', () => {
  it('is that it was done, done before, or had its result already', async () => {
    expect(await told({}, {}, another)).toEqual(['done', 'repeated', 'unchanged']);
  });

  it('is that its request was another one, or relied on another revision', async () => {
    expect(await told({}, { requestHash: 'other' }, { ...another, expectedRevision: 7 })).toEqual([
      'done',
      'refused',
      'stale',
    ]);
  });

  it.each([
    [new DomainRejection('too-late'), 'refused'],
    [Object.assign(new Error('unknown-unit'), { code: 'unknown-unit' }), 'refused'],
    [new RequestReused('x'), 'refused'],
    [new StaleRevision('s', 0, 1, null, []), 'stale'],
    [new EventStoreUnavailable('away'), 'unavailable'],
    [new EventStoreOverloaded('full'), 'unavailable'],
    [Object.assign(new Error('no file'), { code: 'ENOENT' }), 'failed'],
    [new TypeError('x is not a function'), 'failed'],
  ])('is what kept it from being done: %s', async (fails, outcome) => {
    expect(await told({ fails })).toEqual([outcome]);
  });

  it('is that nobody waited for it any more', async () => {
    expect(await told({ signal: AbortSignal.abort() })).toEqual(['abandoned']);
  });

  it('is that others were faster every time', async () => {
    const store = new MemoryEventStore();
    store.append = () => Promise.reject(new ConcurrencyConflict('test.door-1', 'none', 0));
    const seen: string[] = [];
    const repository = new DeciderRepository(store, codec, 'store', ({ outcome }) => seen.push(outcome));
    const run = { decider: door, stream: 'test.door-1', command: new Open({}, testContext()) };
    await expect(repository.execute(run)).rejects.toBeInstanceOf(ConcurrencyConflict);
    expect(seen).toEqual(['lost']);
  });
});
