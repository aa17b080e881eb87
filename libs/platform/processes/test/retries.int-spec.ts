import { eventually } from '#platform/testing';
import { retry } from './decisions.js';
import { counting, doneTo, happen, lending, lent } from './library.js';
import { DUE, readingRooms, statusOf } from './reading-room.js';

const room = readingRooms();

describe('a process that stands still', () => {
  it('that throws tries again when somebody says so, and stands still again where it throws again', async () => {
    let [attempts, isMended] = [0, false];
    const fragile: typeof lending = {
      ...lending,
      react(state, event) {
        if (event.data.book === 'b') attempts++;
        return isMended ? { state: null, commands: [] } : lending.react(state, event);
      },
    };
    const engine = await room().atWork({ processes: [fragile, counting] });
    await happen(room().store, lent('a'));
    await engine.settle();
    await happen(room().store, lent('b', 'never'));
    await eventually('it to stand still', () => statusOf(engine).state === 'parked');
    const { reason } = statusOf(engine);

    await retry(room().store, 'counting', 0);
    await retry(room().store, 'lending', 0);
    await eventually('it to have tried again', () => attempts === 2 && engine.status().ordinal === 5);
    expect(statusOf(engine)).toMatchObject({ state: 'parked', reason, ordinal: 2 });

    isMended = true;
    await retry(room().store, 'lending', 1);
    await eventually('it to go on', () => statusOf(engine).ordinal === 6);
    expect(statusOf(engine)).toMatchObject({ state: 'active', reason: null });
    expect(statusOf(engine, 'counting')).toMatchObject({ state: 'active', ordinal: 6 });
    expect(room().dispatched.map(({ key }) => key)).toEqual(['a']);
    expect(attempts).toBe(3);
  });

  it('that throws on a timer fires it when it is retried', async () => {
    let isMended = false;
    const fragile: typeof lending = {
      ...lending,
      onTimer(...due) {
        if (!isMended) throw new Error('no stamps');
        return lending.onTimer(...due);
      },
    };
    const engine = await room().atWork({ processes: [fragile] });
    await happen(room().store, lent('a'));
    await engine.settle();
    room().now = DUE;
    await engine.settle();
    expect(statusOf(engine).reason).toBe(`it threw on the timer of a due at ${DUE}: no stamps`);
    isMended = true;
    await retry(room().store, 'lending', 0);
    await eventually('the reminder', async () =>
      (await doneTo(room().store, 'a')).includes('ReaderReminded'),
    );
  });
});
