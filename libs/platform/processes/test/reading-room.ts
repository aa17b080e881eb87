import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openLedger } from '#platform/event-store';
import {
  type Dispatch,
  type DispatchedCommand,
  type EngineStatus,
  ProcessEngine,
  type ProcessStatus,
} from '#platform/processes';
import { eventually, MemoryEventStore } from '#platform/testing';
import { derivedId } from '#platform/values';
import { desk, lending, library, processesOf } from './library.js';

export const OPENED = '2021-06-01T00:00:00.000Z';
export const DUE = '2021-06-10T00:00:00.000Z';

export interface Wish {
  readonly processes?: readonly unknown[];
  readonly dispatch?: Dispatch;
  readonly over?: MemoryEventStore;
}

/** The library's ledger, its clock, and the engines at work over it. */
export class ReadingRoom {
  readonly store = new MemoryEventStore();
  now = OPENED;
  /** Whatever any engine asked to be carried out, in order. */
  readonly dispatched: DispatchedCommand[] = [];
  private readonly directory = mkdtempSync(join(tmpdir(), 'civitas-processes-'));
  private readonly engines: ProcessEngine[] = [];

  start({ processes = [lending], dispatch, over = this.store }: Wish = {}): ProcessEngine {
    const carryOut = dispatch ?? desk(over, () => this.now);
    const engine = new ProcessEngine({
      definitions: [library],
      processes: processesOf(...processes),
      store: over,
      file: join(this.directory, 'processes.sqlite'),
      clock: { now: () => this.now },
      dispatch: (command) => {
        this.dispatched.push(command);
        return carryOut(command);
      },
    });
    this.engines.push(engine);
    engine.start();
    engine.openOutbox();
    return engine;
  }

  /** An engine that is installed: what happens from now on is acted upon. */
  async atWork(wish: Wish = {}): Promise<ProcessEngine> {
    const engine = this.start(wish);
    await eventually('it to be installed', () => statusOf(engine).fence !== null);
    return engine;
  }

  async stop(engine: ProcessEngine): Promise<void> {
    this.engines.splice(this.engines.indexOf(engine), 1);
    await engine.stop();
  }

  /** Stops what still works, and removes its file. */
  async close(): Promise<void> {
    for (const engine of this.engines.splice(0)) await engine.stop().catch(() => undefined);
    rmSync(this.directory, { recursive: true });
  }
}

/** A reading room of its own for each test of the calling suite; closed behind it. */
export function readingRooms(): () => ReadingRoom {
  let room: ReadingRoom;
  beforeEach(async () => {
    room = new ReadingRoom();
    await openLedger(room.store, { ledgerId: derivedId('library'), clock: 'real' }, room.now);
  });
  afterEach(() => room.close());
  return () => room;
}

export const statusOf = (engine: ProcessEngine, name = 'lending'): ProcessStatus =>
  engine.status().processes.find((process) => process.name === name) as ProcessStatus;

export const inState = (engine: ProcessEngine, state: EngineStatus['state']): Promise<EngineStatus> =>
  eventually(`the engine to be ${state}`, () => {
    const status = engine.status();
    return status.state === state && status;
  });
