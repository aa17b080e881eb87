import { Command, type CommandContext, type Decider, rejections } from '#platform/event-sourcing';
import { MemoryEventStore, testContext } from '#platform/testing';
import { derivedId } from '#platform/values';
import { EventCodec } from './codec.js';
import { CommandAbandoned, ConcurrencyConflict } from './errors.js';
import { ledgerCatalogue } from './ledger.js';
import { RequestReused, StaleRevision } from './receipt.js';
import { DeciderRepository } from './repository.js';

class Add extends Command<{ readonly amount: number }> {
  readonly type = 'Add';
}
type Added = { readonly type: 'Added'; readonly data: { readonly amount: number } };

const rejected = rejections<'too-much'>();

/** Adds what is asked times what is looked up, event by event; nothing for 0. */
const sum: Decider<Add, number, Added, number> = {
  initialState: 0,
  decide({ data: { amount } }, state, factor) {
    if (state + amount * factor > 100) throw rejected('too-much');
    return amount === 0 ? [] : [{ type: 'Added', data: { amount: amount * factor } }];
  },
  evolve: (state, { data }) => state + data.amount,
};

const catalogue = { Added: { version: 1, meaning: 'Something is added.', words: '加' } };
const codec = new EventCodec([catalogue]);
const STREAM = 'test.sum-1';

const store = (): MemoryEventStore => new MemoryEventStore();
const repositoryOf = (on: MemoryEventStore) => new DeciderRepository(on, codec, 'store');

const add = (amount: number, context: Partial<CommandContext> = {}) =>
  new Add({ amount }, testContext({ requestHash: String(amount), ...context }));
const named = (name: string) => ({ commandId: derivedId(name) });

const run = (
  repository: DeciderRepository,
  command: Add,
  factor: number | (() => number | Promise<number>) = 1,
) =>
  repository.execute({
    decider: sum,
    stream: STREAM,
    command,
    facts: typeof factor === 'number' ? () => factor : factor,
  });

/** Executes the same request again and again, each time into another stream. */
const intoStreams =
  (log: MemoryEventStore, targets?: readonly string[]) => (amount: number, stream: string) =>
    new DeciderRepository(log, new EventCodec([ledgerCatalogue, catalogue]), 'store').execute({
      decider: sum,
      stream,
      command: add(amount, { targets }),
      facts: () => 1,
    });

const stored = async (in_: MemoryEventStore): Promise<number[]> =>
  (await in_.readStream(STREAM)).map((event) => (codec.decode(event).event as Added).data.amount);

describe('a command', () => {
  it('answers its first receipt for ever, from the stream alone', async () => {
    const log = store();
    const first = await run(repositoryOf(log), add(3));
    await run(repositoryOf(log), add(4, named('other')));
    expect(await run(repositoryOf(log), add(3))).toEqual(first);
    expect(await stored(log)).toEqual([3, 4]);
  });

  it('with another body under the same id is refused', async () => {
    const repository = repositoryOf(store());
    await run(repository, add(3));
    await expect(run(repository, add(4))).rejects.toBeInstanceOf(RequestReused);
  });

  it.each([
    ['its body', [], 'test.sum-1', 'test.sum-2'],
    ['its path and its body', ['a'], 'test.sum-a.1', 'test.sum-a.2'],
  ])('with another body is refused where %s led it to another stream', async (_, targets, one, other) => {
    const log = store();
    const into = intoStreams(log, targets);
    await expect(into(101, one)).rejects.toThrow('too-much');
    const first = await into(3, one);
    await expect(into(4, other)).rejects.toBeInstanceOf(RequestReused);
    expect(await log.readStream(other)).toEqual([]);
    expect(await into(3, one)).toEqual(first);
  });

  it.each([
    ['its path', ['a', 'b'], 'test.sum-a.b'],
    ['its path, which names a thing with hyphens', ['some-sum'], 'test.some-sum'],
    ['its own id', [], `test.sum-${derivedId('sum', add(3).context.commandId)}`],
    ['what happened', undefined, 'test.sum-1'],
  ])('is found in its own stream alone where %s leads there', async (_, targets, stream) => {
    const log = store();
    await intoStreams(log, targets)(3, stream);
    const { events } = await log.readAll({ after: null, filter: { streamPrefixes: ['platform.', 'test.'] } });
    expect(events.map((event) => event.stream)).toEqual([stream]);
  });

  it('that takes until nobody waits for it is not written, and is done when it is sent again', async () => {
    const log = store();
    const repository = repositoryOf(log);
    const waiting = new AbortController();
    const late = (): number => (waiting.abort(), 1);
    const { signal } = waiting;
    await expect(run(repository, add(3, { signal }), late)).rejects.toBeInstanceOf(CommandAbandoned);
    expect(await stored(log)).toEqual([]);
    const first = await run(repository, add(3));
    expect(await run(repository, add(3, { signal }))).toEqual(first);
    expect(await stored(log)).toEqual([3]);
  });

  it('that was refused or had nothing to do is tried anew', async () => {
    const repository = repositoryOf(store());
    await expect(run(repository, add(3), 99)).rejects.toThrow('too-much');
    expect((await run(repository, add(0))).events).toEqual([]);
    expect((await run(repository, add(3))).events).toHaveLength(1);
  });
});

describe('the same command at the same time as itself', () => {
  it('is done once and answers one receipt', async () => {
    const log = store();
    const repository = repositoryOf(log);
    const [one, other] = await Promise.all([run(repository, add(3)), run(repository, add(3))]);
    expect(other).toEqual(one);
    expect(await stored(log)).toEqual([3]);
  });

  it.each([
    ['one process', (log: MemoryEventStore) => Array<DeciderRepository>(2).fill(repositoryOf(log))],
    ['two processes', (log: MemoryEventStore) => [repositoryOf(log), repositoryOf(log)]],
  ])('but with another body is refused, in %s', async (_, repositoriesOn) => {
    const log = store();
    const [one, other] = repositoriesOn(log) as [DeciderRepository, DeciderRepository];
    const outcomes = await Promise.allSettled([run(one, add(3)), run(other, add(4))]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    expect(outcomes[1]).toMatchObject({ reason: expect.any(RequestReused) as Error });
    expect(await stored(log)).toEqual([3]);
    await expect(run(other, add(3))).resolves.toMatchObject({ revision: 0 });
  });

  it('but deciding otherwise answers what was done, and nobody believes what was not', async () => {
    const log = store();
    const [one, other] = [repositoryOf(log), repositoryOf(log)];
    const receipts = await Promise.all([run(one, add(3), 1), run(other, add(3), 2)]);
    expect(receipts[1]).toEqual(receipts[0]);
    expect(await stored(log)).toEqual([3]);
    for (const repository of [one, other])
      expect(await repository.load(sum, STREAM)).toEqual({ state: 3, revision: 0 });
  });
});

describe('a lost race', () => {
  it('is decided again with facts looked up anew', async () => {
    const log = store();
    const repository = repositoryOf(log);
    let looked = 0;
    const counting = (): number => (looked++, 1);
    await Promise.all([run(repository, add(3)), run(repository, add(4, named('b')), counting)]);
    expect(looked).toBe(2);
    expect((await repository.load(sum, STREAM)).state).toBe(7);
  });

  it.each([
    ['decided again three times', 3, { value: { revision: 3 } }, [1, 1, 1, 5]],
    ['then given up', 4, { reason: expect.any(ConcurrencyConflict) as Error }, [1, 1, 1, 1]],
  ])('is %s', async (_, rivals, outcome, amounts) => {
    const log = store();
    const other = repositoryOf(log);
    let looked = 0;
    const overtaken = async (): Promise<number> => {
      if (looked++ < rivals) await run(other, add(1, named(`rival ${looked}`)));
      return 1;
    };
    const [settled] = await Promise.allSettled([run(repositoryOf(log), add(5), overtaken)]);
    expect(settled).toMatchObject(outcome);
    expect(looked).toBe(4);
    expect(await stored(log)).toEqual(amounts);
  });

  it('is told to a caller that named its revision, with the state and what happened since', async () => {
    const repository = repositoryOf(store());
    await run(repository, add(3));
    const expectedRevision = 0;
    const [, lost] = await Promise.allSettled([
      run(repository, add(4, { ...named('b'), expectedRevision })),
      run(repository, add(5, { ...named('c'), expectedRevision })),
    ]);
    expect(lost).toMatchObject({
      reason: { expected: 0, actual: 1, state: 7, since: [{ type: 'Added', revision: 1 }] },
    });
  });
});

describe('an If-Match', () => {
  it('that is stale shows of the state what the caller may know', async () => {
    const repository = repositoryOf(store());
    await run(repository, add(3));
    const command = add(4, { ...named('b'), expectedRevision: 7 });
    const stale = repository.execute({
      decider: sum,
      stream: STREAM,
      command,
      facts: () => 1,
      shown: (state) => ({ isEmpty: state === 0 }),
    });
    await expect(stale).rejects.toBeInstanceOf(StaleRevision);
    await expect(stale).rejects.toMatchObject({ actual: 0, state: { isEmpty: false }, since: [] });
  });

  it('is not asked of a command that was done before', async () => {
    const repository = repositoryOf(store());
    const first = await run(repository, add(3));
    expect(await run(repository, add(3, { expectedRevision: 9 }))).toEqual(first);
  });
});
