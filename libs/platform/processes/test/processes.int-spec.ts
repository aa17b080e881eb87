import { eventually } from '#platform/testing';
import { derivedId } from '#platform/values';
import { counting, doneTo, happen, lending, lent, returned } from './library.js';
import { DUE, readingRooms, statusOf } from './reading-room.js';

const room = readingRooms();

describe('a process', () => {
  it('has done what an event calls for, in its name and with its cause', async () => {
    const engine = await room().atWork();
    await happen(room().store, lent('a'));
    await engine.settle();
    expect(await doneTo(room().store, 'a')).toEqual(['CardStamped']);
    const [event] = await room().store.readStream('library.book-a');
    expect(room().dispatched).toEqual([
      {
        id: derivedId('process-command', 'lending', event?.id ?? '', 0),
        process: 'lending',
        key: 'a',
        command: 'StampCard',
        data: { book: 'a' },
        causationId: event?.id,
        correlationId: 'visit-a',
      },
    ]);
    expect(statusOf(engine)).toMatchObject({
      outbox: { open: 0, parked: 0 },
      timers: { pending: 1, nextDueAt: DUE },
    });
  });

  it('does nothing about what was before it, and keeps what comes due after it', async () => {
    await happen(room().store, lent('old', '2021-05-01T00:00:00.000Z'));
    await happen(room().store, lent('still-out'));
    await happen(room().store, lent('back'));
    await happen(room().store, returned('back'), 1);
    const engine = await room().atWork();
    expect(statusOf(engine)).toMatchObject({ fence: 4, timers: { pending: 2 } });
    room().now = DUE;
    await engine.settle();
    expect(room().dispatched.map(({ command, key }) => `${command} ${key}`)).toEqual([
      'RemindReader still-out',
    ]);
    await happen(room().store, lent('new', '2021-07-01T00:00:00.000Z'));
    await engine.settle();
    expect(room().dispatched.at(-1)).toMatchObject({ command: 'StampCard', key: 'new' });
  });

  it('keeps what came due after the last event before it, although nobody was there', async () => {
    await happen(room().store, lent('forgotten', '2021-05-01T00:00:00.000Z'));
    await happen(room().store, lent('missed', '2021-06-05T00:00:00.000Z'));
    room().now = '2021-06-08T00:00:00.000Z';
    const engine = await room().atWork();
    await engine.settle();
    expect(room().dispatched.map(({ command, key }) => `${command} ${key}`)).toEqual(['RemindReader missed']);
  });

  it('that throws stands before the event and leaves others alone, until it is started anew', async () => {
    const engine = await room().atWork({ processes: [lending, counting] });
    await happen(room().store, lent('a'));
    await happen(room().store, lent('b', 'never'));
    await happen(room().store, lent('c'));
    await engine.settle();
    expect(statusOf(engine)).toMatchObject({
      state: 'parked',
      reason: 'it threw on the event of ordinal 2: nothing is lent for ever',
      ordinal: 1,
    });
    expect(statusOf(engine, 'counting')).toMatchObject({ state: 'active', ordinal: 4 });
    expect(room().dispatched.map(({ key }) => key)).toEqual(['a']);

    await room().stop(engine);
    const mended = { ...lending, react: () => ({ state: null, commands: [] }) };
    const again = room().start({ processes: [mended, counting] });
    await eventually('it to go on', () => statusOf(again).ordinal === 4);
    expect(statusOf(again).state).toBe('active');
  });

  it('of a raised version is folded anew and does nothing twice', async () => {
    const engine = await room().atWork();
    await happen(room().store, lent('a'));
    await engine.settle();
    await room().stop(engine);
    await happen(room().store, lent('b'));
    const raised = room().start({ processes: [{ ...lending, version: 2 }] });
    await eventually('it to catch up', () => statusOf(raised).ordinal === 2);
    await raised.settle();
    expect(room().dispatched.map(({ key }) => key)).toEqual(['a', 'b']);
    expect(statusOf(raised)).toMatchObject({ version: 2, timers: { pending: 2 } });
    room().now = DUE;
    await raised.settle();
    expect(await doneTo(room().store, 'a')).toEqual(['CardStamped', 'ReaderReminded']);
  });
});

describe('a timer', () => {
  it('that was missed is not lost when the version is raised meanwhile', async () => {
    const engine = await room().atWork();
    await happen(room().store, lent('a', '2021-06-01T01:00:00.000Z'));
    await engine.settle();
    await room().stop(engine);
    await happen(room().store, lent('b'));
    room().now = DUE;
    const raised = room().start({ processes: [{ ...lending, version: 2 }] });
    await eventually('both to be done', async () => (await doneTo(room().store, 'b')).length === 2);
    await raised.settle();
    expect(await doneTo(room().store, 'a')).toEqual(['CardStamped', 'ReaderReminded']);
  });

  it('fires when it is due and not before', async () => {
    const engine = await room().atWork();
    await happen(room().store, lent('a'));
    room().now = '2021-06-09T23:59:59.999Z';
    await engine.settle();
    expect(await doneTo(room().store, 'a')).toEqual(['CardStamped']);
    room().now = DUE;
    await engine.settle();
    expect(await doneTo(room().store, 'a')).toEqual(['CardStamped', 'ReaderReminded']);
  });

  it('fires late, with the instant it was due, when nobody was there', async () => {
    const engine = await room().atWork();
    await happen(room().store, lent('a'));
    await engine.settle();
    await room().stop(engine);
    room().now = '2021-09-01T00:00:00.000Z';
    const late = room().start();
    await eventually('the reminder', async () =>
      (await doneTo(room().store, 'a')).includes('ReaderReminded'),
    );
    expect(room().dispatched.at(-1)).toMatchObject({ data: { book: 'a', dueAt: DUE } });
    expect(statusOf(late).timers).toEqual({ pending: 0, nextDueAt: null });
  });

  it('judges by all that happened before, also by what was not read yet', async () => {
    const engine = await room().atWork();
    await happen(room().store, lent('a'));
    await engine.settle();
    await room().stop(engine);
    await happen(room().store, returned('a'), 1);
    room().now = DUE;
    const late = room().start();
    await eventually('the timer to be gone', () => statusOf(late).timers.pending === 0);
    expect(await doneTo(room().store, 'a')).toEqual(['CardStamped']);
  });
});
