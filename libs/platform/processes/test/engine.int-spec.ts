import { openLedger } from '#platform/event-store';
import type { Dispatch, DispatchOutcome } from '#platform/processes';
import { eventually, MemoryEventStore } from '#platform/testing';
import { derivedId } from '#platform/values';
import { decide } from './decisions.js';
import { desk, doneTo, happen, lent, returned } from './library.js';
import { inState, OPENED, readingRooms, statusOf } from './reading-room.js';

const room = readingRooms();

const refuse: Dispatch = () =>
  Promise.resolve<DispatchOutcome>({ kind: 'refused', reason: 'library-closed' });

describe('a command', () => {
  it('that is refused waits for a decision, and those behind it about the same thing', async () => {
    const engine = await room().atWork({ dispatch: refuse });
    await happen(room().store, lent('a'));
    await happen(room().store, returned('a'), 1);
    await happen(room().store, lent('a'), 2);
    await happen(room().store, lent('b'));
    await engine.settle();
    expect(room().dispatched.map(({ key }) => key)).toEqual(['a', 'b']);
    expect(statusOf(engine)).toMatchObject({
      outbox: { open: 1, parked: 2 },
      parked: [
        { key: 'a', command: 'StampCard', reason: 'library-closed', since: OPENED },
        { key: 'b', command: 'StampCard', reason: 'library-closed' },
      ],
    });

    await room().stop(engine);
    const reopened = room().start();
    await inState(reopened, 'following');
    expect(statusOf(reopened).outbox).toEqual({ open: 1, parked: 2 });
    const [first, second] = statusOf(reopened).parked;
    await decide(room().store, 'ProcessCommandSkipped', first?.id ?? '');
    await decide(room().store, 'ProcessCommandRetried', second?.id ?? '');
    await reopened.settle();
    expect(statusOf(reopened).outbox).toEqual({ open: 0, parked: 0 });
    expect(await doneTo(room().store, 'a')).toEqual(['CardStamped']);
    expect(await doneTo(room().store, 'b')).toEqual(['CardStamped']);
  });

  it('that fails is tried again, and nothing else waits for it', async () => {
    const failures = ['away', 'away'];
    const engine = await room().atWork({
      dispatch: (command) => {
        const reason = command.key === 'a' ? failures.pop() : undefined;
        return reason === undefined
          ? desk(room().store, () => room().now)(command)
          : Promise.resolve({ kind: 'failed', reason });
      },
    });
    await happen(room().store, lent('a'));
    await happen(room().store, lent('b'));
    await eventually('it to be done', async () => (await doneTo(room().store, 'a')).length === 1);
    expect(room().dispatched.map(({ key }) => key)).toEqual(['a', 'b', 'a', 'a']);
    expect(
      new Set(
        room()
          .dispatched.filter(({ key }) => key === 'a')
          .map(({ id }) => id),
      ).size,
    ).toBe(1);
    await eventually('it to be marked', () => statusOf(engine).outbox.open === 0);
  });

  it('is one of eight on their way at most', async () => {
    const answers: (() => void)[] = [];
    const engine = await room().atWork({
      dispatch: () => new Promise((resolve) => answers.push(() => resolve({ kind: 'done' }))),
    });
    for (let book = 0; book < 20; book++) await happen(room().store, lent(`book-${book}`));
    await eventually('all to be taken in', () => statusOf(engine).outbox.open === 20);
    expect(room().dispatched).toHaveLength(8);
    answers[0]?.();
    await eventually('the next to be sent', () => room().dispatched.length === 9);
    while (room().dispatched.length < 20 || statusOf(engine).outbox.open > 0) {
      answers.splice(0).forEach((answer) => answer());
      await eventually('more', () => answers.length > 0 || statusOf(engine).outbox.open === 0);
    }
    expect(new Set(room().dispatched.map(({ key }) => key)).size).toBe(20);
  });
});

describe('an engine', () => {
  it('leads alone: another stands by and goes on from there', async () => {
    const first = await room().atWork();
    const second = room().start();
    await inState(second, 'standby');
    await happen(room().store, lent('a'));
    await first.settle();
    await room().stop(first);
    await happen(room().store, lent('b'));
    await inState(second, 'following');
    await second.settle();
    expect(room().dispatched.map(({ key }) => key)).toEqual(['a', 'b']);
  });

  it('goes on in a copy of the ledger by ordinals', async () => {
    const engine = await room().atWork();
    await happen(room().store, lent('a'));
    await engine.settle();
    await room().stop(engine);
    const copy = room().store.copy('elsewhere');
    await happen(copy, lent('b'));
    const moved = room().start({ over: copy });
    await eventually('it to catch up', () => statusOf(moved).ordinal >= 3);
    await moved.settle();
    expect(room().dispatched.map(({ key }) => key)).toEqual(['a', 'b']);
  });

  it('stops over a ledger that lacks what it has seen, or is another', async () => {
    const engine = await room().atWork();
    const behind = room().store.copy('behind');
    await happen(room().store, lent('a'));
    await engine.settle();
    await room().stop(engine);
    const over = room().start({ over: behind });
    expect((await inState(over, 'stopped')).reason).toContain('remove processes.sqlite');
    await room().stop(over);
    await happen(behind, lent('b'));
    await happen(behind, lent('c'));
    const otherwise = room().start({ over: behind });
    expect((await inState(otherwise, 'stopped')).reason).toContain('the store lacks history');
    await room().stop(otherwise);
    const other = new MemoryEventStore('other');
    await openLedger(other, { ledgerId: derivedId('other'), clock: 'real' }, room().now);
    expect((await inState(room().start({ over: other }), 'stopped')).reason).toContain('belongs to ledger');
  });

  it('stops at an event that this build does not know, after what came before it', async () => {
    const engine = await room().atWork();
    await happen(room().store, lent('a'));
    const bytes = { data: Buffer.from('{}'), metadata: Buffer.from('{}') };
    const unknown = {
      id: derivedId('x'),
      type: 'BookBurnt',
      contentType: 'application/json',
      ...bytes,
    } as const;
    await room().store.append('library.fire-1', 'none', [unknown]);
    expect((await inState(engine, 'stopped')).reason).toContain('BookBurnt is not known to this build');
    expect(engine.status().processes[0]).toMatchObject({ ordinal: 1 });
  });

  it('goes on after its subscription broke', async () => {
    const engine = await room().atWork();
    room().store.failSubscriptions();
    await happen(room().store, lent('a'));
    await eventually('it to be done', async () => (await doneTo(room().store, 'a')).length === 1);
    expect(room().dispatched).toHaveLength(1);
    await inState(engine, 'following');
  });
});
