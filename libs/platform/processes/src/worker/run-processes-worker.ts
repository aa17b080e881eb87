import { parentPort, workerData, type MessagePort } from 'node:worker_threads';
import type { EventReader } from '#platform/event-store';
import type { ContextDefinition } from '#platform/projections';
import { measureThisThread } from '#platform/threads';
import { type Clock, systemClock } from '#platform/values';
import type { DispatchedCommand, DispatchOutcome } from '../dispatched-command.js';
import { ProcessEngine } from '../engine.js';
import type { ContextProcesses } from '../process.js';
import type { FromProcesses, ProcessOrder, ToProcesses } from './protocol.js';

const BEAT_MS = 1_000;
const TELL_EVERY_MS = 50;
/** Reading seldom and much at once leaves the processor to those who write. */
const LIVE_PACE_MS = 50;

export interface WorkerParts {
  readonly definitions: readonly ContextDefinition[];
  readonly processes: readonly ContextProcesses[];
  readonly openStore: (options: never) => Promise<EventReader & { poke?(): void }>;
}

/**
 * The whole of an app's processes worker file: reads, reacts and keeps timers on this thread until the main side
 * says stop; commands are sent on the main side.
 */
export function runProcessesWorker(parts: WorkerParts): void {
  if (!parentPort) throw new Error('the processes worker runs in a worker thread only');
  const port = parentPort;
  new ProcessesWorker(port, workerData as ProcessOrder<never>).run(parts).catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error);
    port.postMessage({ kind: 'failed', reason } satisfies FromProcesses);
    port.close();
  });
}

class ProcessesWorker {
  private readonly sent = new Map<string, (outcome: DispatchOutcome) => void>();
  private readonly clock: Clock;
  private drivenNow: string | null;
  private telling: NodeJS.Timeout | undefined;

  constructor(
    private readonly port: MessagePort,
    private readonly order: ProcessOrder<never>,
  ) {
    this.drivenNow = order.drivenNow;
    this.clock = { now: () => this.drivenNow ?? systemClock.now() };
  }

  async run({ definitions, processes, openStore }: WorkerParts): Promise<void> {
    const endMeasuring = measureThisThread('processes');
    const store = await openStore(this.order.store);
    const engine = new ProcessEngine({
      definitions,
      processes,
      store,
      file: this.order.file,
      clock: this.clock,
      paceMs: this.drivenNow === null ? LIVE_PACE_MS : 0,
      dispatch: (command) => this.dispatch(command),
      onProgress: () => this.tellSoon(engine),
    });
    const beat = setInterval(() => this.tellStatus(engine), BEAT_MS);
    const stop = async (): Promise<void> => {
      clearInterval(beat);
      clearTimeout(this.telling);
      for (const settle of this.sent.values())
        settle({ kind: 'failed', reason: 'the server is shutting down' });
      await engine.stop();
      await store.close();
      endMeasuring();
      this.port.close();
    };
    this.port.on('message', (message: ToProcesses) => {
      if (message.kind === 'open') engine.openOutbox();
      else if (message.kind === 'close') void engine.closeOutbox().then(() => this.tell({ kind: 'closed' }));
      else if (message.kind === 'settle') void this.settle(engine, message.id, message.now);
      else if (message.kind === 'outcome') this.came(message.id, message.outcome);
      else void stop();
    });
    engine.start();
    this.tell({ kind: 'ready', status: engine.status() });
  }

  private dispatch(command: DispatchedCommand): Promise<DispatchOutcome> {
    return new Promise((resolve) => {
      this.sent.set(command.id, resolve);
      this.tell({ kind: 'dispatch', command });
    });
  }

  private came(id: string, outcome: DispatchOutcome): void {
    const settle = this.sent.get(id);
    this.sent.delete(id);
    settle?.(outcome);
  }

  /** Failing here is no answer's fault: the engine's state tells what is wrong. */
  private async settle(engine: ProcessEngine, id: number, now: string): Promise<void> {
    this.drivenNow = now;
    await engine.settle().catch(() => undefined);
    this.tell({ kind: 'settled', id });
  }

  private tellSoon(engine: ProcessEngine): void {
    this.telling ??= setTimeout(() => this.tellStatus(engine), TELL_EVERY_MS);
  }

  private tellStatus(engine: ProcessEngine): void {
    clearTimeout(this.telling);
    this.telling = undefined;
    this.tell({ kind: 'progress', status: engine.status() });
  }

  private tell(message: FromProcesses): void {
    this.port.postMessage(message);
  }
}
