import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openLedger } from '#platform/event-store';
import {
  type Dispatch,
  type DispatchedCommand,
  type DispatchOutcome,
  type EngineStatus,
  ProcessEngine,
  type ProcessStatus,
} from '#platform/processes';
import { eventually, MemoryEventStore } from '#platform/testing';
import { derivedId } from '#platform/values';
import { counting, desk, doneTo, happen, lending, lent, library, processesOf, returned } from './library.js';
import { decide } from './decisions.js';

const OPENED = '2021-06-01T00:00:00.000Z';
const DUE = '2021-06-10T00:00:00.000Z';

let directory: string;
let store: MemoryEventStore;
let now: string;
let dispatched: DispatchedCommand[];
const engines: ProcessEngine[] = [];

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'civitas-processes-'));
  store = new MemoryEventStore();
  now = OPENED;
  dispatched = [];
  await openLedger(store, { ledgerId: derivedId('library'), clock: 'real' }, now);
});
afterEach(async () => {
  for (const engine of engines.splice(0)) await engine.stop().catch(() => undefined);
  rmSync(directory, { recursive: true });
});

interface Wish {
  readonly processes?: readonly unknown[];
  readonly dispatch?: Dispatch;
  readonly over?: MemoryEventStore;
}

function start({ processes = [lending], dispatch, over = store }: Wish = {}): ProcessEngine {
  const carryOut = dispatch ?? desk(over, () => now);
  const engine = new ProcessEngine({
    definitions: [library],
    processes: processesOf(...processes),
    store: over,
    file: join(directory, 'processes.sqlite'),
    clock: { now: () => now },
    dispatch: (command) => {
      dispatched.push(command);
      return carryOut(command);
    },
  });
  engines.push(engine);
  engine.start();
  engine.openOutbox();
  return engine;
}

async function stop(engine: ProcessEngine): Promise<void> {
  engines.splice(engines.indexOf(engine), 1);
  await engine.stop();
}

const of = (engine: ProcessEngine, name = 'lending'): ProcessStatus =>
  engine.status().processes.find((process) => process.name === name) as ProcessStatus;

const inState = (engine: ProcessEngine, state: EngineStatus['state']): Promise<EngineStatus> =>
  eventually(`the engine to be ${state}`, () => {
    const status = engine.status();
    return status.state === state && status;
  });

const refuse: Dispatch = () =>
  Promise.resolve<DispatchOutcome>({ kind: 'refused', reason: 'library-closed' });

/** An engine that is installed: what happens from now on is acted upon. */
async function atWork(wish: Wish = {}): Promise<ProcessEngine> {
  const engine = start(wish);
  await eventually('it to be installed', () => of(engine).fence !== null);
  return engine;
}

describe('a process', () => {
  it('has done what an event calls for, in its name and with its cause', async () => {
    const engine = await atWork();
    await happen(store, lent('a'));
    await engine.settle();
    expect(await doneTo(store, 'a')).toEqual(['CardStamped']);
    const [event] = await store.readStream('library.book-a');
    expect(dispatched).toEqual([
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
    expect(of(engine)).toMatchObject({
      outbox: { open: 0, parked: 0 },
      timers: { pending: 1, nextDueAt: DUE },
    });
  });

  it('does nothing about what was before it, and keeps what comes due after it', async () => {
    await happen(store, lent('old', '2021-05-01T00:00:00.000Z'));
    await happen(store, lent('still-out'));
    await happen(store, lent('back'));
    await happen(store, returned('back'), 1);
    const engine = await atWork();
    expect(of(engine)).toMatchObject({ fence: 4, timers: { pending: 2 } });
    now = DUE;
    await engine.settle();
    expect(dispatched.map(({ command, key }) => `${command} ${key}`)).toEqual(['RemindReader still-out']);
    await happen(store, lent('new', '2021-07-01T00:00:00.000Z'));
    await engine.settle();
    expect(dispatched.at(-1)).toMatchObject({ command: 'StampCard', key: 'new' });
  });

  it('keeps what came due after the last event before it, although nobody was there', async () => {
    await happen(store, lent('forgotten', '2021-05-01T00:00:00.000Z'));
    await happen(store, lent('missed', '2021-06-05T00:00:00.000Z'));
    now = '2021-06-08T00:00:00.000Z';
    const engine = await atWork();
    await engine.settle();
    expect(dispatched.map(({ command, key }) => `${command} ${key}`)).toEqual(['RemindReader missed']);
  });

  it('that throws stands before the event and leaves others alone, until it is started anew', async () => {
    const engine = await atWork({ processes: [lending, counting] });
    await happen(store, lent('a'));
    await happen(store, lent('b', 'never'));
    await happen(store, lent('c'));
    await engine.settle();
    expect(of(engine)).toMatchObject({
      state: 'parked',
      reason: 'it threw on the event of ordinal 2: nothing is lent for ever',
      ordinal: 1,
    });
    expect(of(engine, 'counting')).toMatchObject({ state: 'active', ordinal: 4 });
    expect(dispatched.map(({ key }) => key)).toEqual(['a']);

    await stop(engine);
    const mended = { ...lending, react: () => ({ state: null, commands: [] }) };
    const again = start({ processes: [mended, counting] });
    await eventually('it to go on', () => of(again).ordinal === 4);
    expect(of(again).state).toBe('active');
  });

  it('of a raised version is folded anew and does nothing twice', async () => {
    const engine = await atWork();
    await happen(store, lent('a'));
    await engine.settle();
    await stop(engine);
    await happen(store, lent('b'));
    const raised = start({ processes: [{ ...lending, version: 2 }] });
    await eventually('it to catch up', () => of(raised).ordinal === 2);
    await raised.settle();
    expect(dispatched.map(({ key }) => key)).toEqual(['a', 'b']);
    expect(of(raised)).toMatchObject({ version: 2, timers: { pending: 2 } });
    now = DUE;
    await raised.settle();
    expect(await doneTo(store, 'a')).toEqual(['CardStamped', 'ReaderReminded']);
  });
});

describe('a timer', () => {
  it('that was missed is not lost when the version is raised meanwhile', async () => {
    const engine = await atWork();
    await happen(store, lent('a', '2021-06-01T01:00:00.000Z'));
    await engine.settle();
    await stop(engine);
    await happen(store, lent('b'));
    now = DUE;
    const raised = start({ processes: [{ ...lending, version: 2 }] });
    await eventually('both to be done', async () => (await doneTo(store, 'b')).length === 2);
    await raised.settle();
    expect(await doneTo(store, 'a')).toEqual(['CardStamped', 'ReaderReminded']);
  });

  it('fires when it is due and not before', async () => {
    const engine = await atWork();
    await happen(store, lent('a'));
    now = '2021-06-09T23:59:59.999Z';
    await engine.settle();
    expect(await doneTo(store, 'a')).toEqual(['CardStamped']);
    now = DUE;
    await engine.settle();
    expect(await doneTo(store, 'a')).toEqual(['CardStamped', 'ReaderReminded']);
  });

  it('fires late, with the instant it was due, when nobody was there', async () => {
    const engine = await atWork();
    await happen(store, lent('a'));
    await engine.settle();
    await stop(engine);
    now = '2021-09-01T00:00:00.000Z';
    const late = start();
    await eventually('the reminder', async () => (await doneTo(store, 'a')).includes('ReaderReminded'));
    expect(dispatched.at(-1)).toMatchObject({ data: { book: 'a', dueAt: DUE } });
    expect(of(late).timers).toEqual({ pending: 0, nextDueAt: null });
  });

  it('judges by all that happened before, also by what was not read yet', async () => {
    const engine = await atWork();
    await happen(store, lent('a'));
    await engine.settle();
    await stop(engine);
    await happen(store, returned('a'), 1);
    now = DUE;
    const late = start();
    await eventually('the timer to be gone', () => of(late).timers.pending === 0);
    expect(await doneTo(store, 'a')).toEqual(['CardStamped']);
  });
});

describe('a command', () => {
  it('that is refused waits for a decision, and those behind it about the same thing', async () => {
    const engine = await atWork({ dispatch: refuse });
    await happen(store, lent('a'));
    await happen(store, returned('a'), 1);
    await happen(store, lent('a'), 2);
    await happen(store, lent('b'));
    await engine.settle();
    expect(dispatched.map(({ key }) => key)).toEqual(['a', 'b']);
    expect(of(engine)).toMatchObject({
      outbox: { open: 1, parked: 2 },
      parked: [
        { key: 'a', command: 'StampCard', reason: 'library-closed', since: OPENED },
        { key: 'b', command: 'StampCard', reason: 'library-closed' },
      ],
    });

    await stop(engine);
    const reopened = start();
    await inState(reopened, 'following');
    expect(of(reopened).outbox).toEqual({ open: 1, parked: 2 });
    const [first, second] = of(reopened).parked;
    await decide(store, 'ProcessCommandSkipped', first?.id ?? '');
    await decide(store, 'ProcessCommandRetried', second?.id ?? '');
    await reopened.settle();
    expect(of(reopened).outbox).toEqual({ open: 0, parked: 0 });
    expect(await doneTo(store, 'a')).toEqual(['CardStamped']);
    expect(await doneTo(store, 'b')).toEqual(['CardStamped']);
  });

  it('that fails is tried again, and nothing else waits for it', async () => {
    const failures = ['away', 'away'];
    const engine = await atWork({
      dispatch: (command) => {
        const reason = command.key === 'a' ? failures.pop() : undefined;
        return reason === undefined
          ? desk(store, () => now)(command)
          : Promise.resolve({ kind: 'failed', reason });
      },
    });
    await happen(store, lent('a'));
    await happen(store, lent('b'));
    await eventually('it to be done', async () => (await doneTo(store, 'a')).length === 1);
    expect(dispatched.map(({ key }) => key)).toEqual(['a', 'b', 'a', 'a']);
    expect(new Set(dispatched.filter(({ key }) => key === 'a').map(({ id }) => id)).size).toBe(1);
    await eventually('it to be marked', () => of(engine).outbox.open === 0);
  });

  it('is one of eight on their way at most', async () => {
    const answers: (() => void)[] = [];
    const engine = await atWork({
      dispatch: () => new Promise((resolve) => answers.push(() => resolve({ kind: 'done' }))),
    });
    for (let book = 0; book < 20; book++) await happen(store, lent(`book-${book}`));
    await eventually('all to be taken in', () => of(engine).outbox.open === 20);
    expect(dispatched).toHaveLength(8);
    answers[0]?.();
    await eventually('the next to be sent', () => dispatched.length === 9);
    while (dispatched.length < 20 || of(engine).outbox.open > 0) {
      answers.splice(0).forEach((answer) => answer());
      await eventually('more', () => answers.length > 0 || of(engine).outbox.open === 0);
    }
    expect(new Set(dispatched.map(({ key }) => key)).size).toBe(20);
  });
});

describe('an engine', () => {
  it('leads alone: another stands by and goes on from there', async () => {
    const first = await atWork();
    const second = start();
    await inState(second, 'standby');
    await happen(store, lent('a'));
    await first.settle();
    await stop(first);
    await happen(store, lent('b'));
    await inState(second, 'following');
    await second.settle();
    expect(dispatched.map(({ key }) => key)).toEqual(['a', 'b']);
  });

  it('goes on in a copy of the ledger by ordinals', async () => {
    const engine = await atWork();
    await happen(store, lent('a'));
    await engine.settle();
    await stop(engine);
    const copy = store.copy('elsewhere');
    await happen(copy, lent('b'));
    const moved = start({ over: copy });
    await eventually('it to catch up', () => of(moved).ordinal >= 3);
    await moved.settle();
    expect(dispatched.map(({ key }) => key)).toEqual(['a', 'b']);
  });

  it('stops over a ledger that lacks what it has seen, or is another', async () => {
    const engine = await atWork();
    const behind = store.copy('behind');
    await happen(store, lent('a'));
    await engine.settle();
    await stop(engine);
    const over = start({ over: behind });
    expect((await inState(over, 'stopped')).reason).toContain('remove processes.sqlite');
    await stop(over);
    await happen(behind, lent('b'));
    await happen(behind, lent('c'));
    const otherwise = start({ over: behind });
    expect((await inState(otherwise, 'stopped')).reason).toContain('the store lacks history');
    await stop(otherwise);
    const other = new MemoryEventStore('other');
    await openLedger(other, { ledgerId: derivedId('other'), clock: 'real' }, now);
    expect((await inState(start({ over: other }), 'stopped')).reason).toContain('belongs to ledger');
  });

  it('stops at an event that this build does not know, after what came before it', async () => {
    const engine = await atWork();
    await happen(store, lent('a'));
    const bytes = { data: Buffer.from('{}'), metadata: Buffer.from('{}') };
    const unknown = {
      id: derivedId('x'),
      type: 'BookBurnt',
      contentType: 'application/json',
      ...bytes,
    } as const;
    await store.append('library.fire-1', 'none', [unknown]);
    expect((await inState(engine, 'stopped')).reason).toContain('BookBurnt is not known to this build');
    expect(engine.status().processes[0]).toMatchObject({ ordinal: 1 });
  });

  it('goes on after its subscription broke', async () => {
    const engine = await atWork();
    store.failSubscriptions();
    await happen(store, lent('a'));
    await eventually('it to be done', async () => (await doneTo(store, 'a')).length === 1);
    expect(dispatched).toHaveLength(1);
    await inState(engine, 'following');
  });
});
