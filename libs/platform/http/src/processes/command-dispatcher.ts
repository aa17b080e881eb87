import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { CommandContext } from '#platform/event-sourcing';
import { ConcurrencyConflict, EventStoreOverloaded, EventStoreUnavailable } from '#platform/event-store';
import type { Log } from '#platform/observability';
import type { CommandClass, DispatchedCommand, DispatchOutcome } from '#platform/processes';
import { PositionNotReached, ProjectionUnavailable } from '#platform/projections';
import { canonicalJson, sha256, shanghaiDate } from '#platform/values';
import type { RequestClock } from '../commands/request-clock.js';
import { problemOf } from '../problems/problem-of.js';
import { CLOCK, LOG, PROCESSES } from '../tokens.js';
import type { RunningProcesses } from './running-processes.js';

const DEADLINE_MS = 30_000;

/** What another attempt may find mended. */
const PASSING = [
  ConcurrencyConflict,
  EventStoreOverloaded,
  EventStoreUnavailable,
  PositionNotReached,
  ProjectionUnavailable,
];

/**
 * Gives the commands of processes to their handlers. The process acts (`process:<name>`, role `system`); correlation,
 * causation and trace lead back to the event it reacts to.
 */
@Injectable()
export class CommandDispatcher implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly classes: ReadonlyMap<string, CommandClass>;

  constructor(
    private readonly bus: CommandBus,
    @Inject(PROCESSES) private readonly processes: RunningProcesses,
    @Inject(CLOCK) private readonly clock: RequestClock,
    @Inject(LOG) private readonly log: Log,
  ) {
    this.classes = new Map(processes.commands.map((command) => [command.name, command]));
  }

  onApplicationBootstrap(): void {
    this.clock.onAdvance((now) => this.processes.settle(now));
    this.processes.serve((command) => this.dispatch(command));
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.processes.hold();
  }

  private async dispatch(command: DispatchedCommand): Promise<DispatchOutcome> {
    const outcome = await this.outcomeOf(command);
    if (outcome.kind !== 'done') {
      const { id, process, key, command: type } = command;
      this.log.warn(
        { process, key, command: type, commandId: id, ...outcome },
        'a process’s command was not done',
      );
    }
    return outcome;
  }

  private async outcomeOf(command: DispatchedCommand): Promise<DispatchOutcome> {
    const type = this.classes.get(command.command);
    if (!type) return { kind: 'refused', reason: `this build has no command ${command.command}` };
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<DispatchOutcome>((resolve) => {
      const reason = `no answer within ${DEADLINE_MS} ms`;
      timer = setTimeout(() => resolve({ kind: 'failed', reason }), DEADLINE_MS);
    });
    try {
      return await Promise.race([late, this.done(new type(command.data, this.contextOf(command)))]);
    } catch (error) {
      return failure(error);
    } finally {
      clearTimeout(timer);
    }
  }

  private async done(command: object): Promise<DispatchOutcome> {
    await this.bus.execute(command);
    return { kind: 'done' };
  }

  private contextOf({
    id,
    process,
    data,
    reason,
    causationId,
    correlationId,
    traceparent,
  }: DispatchedCommand): CommandContext {
    const now = this.clock.now();
    return {
      commandId: id,
      requestHash: sha256(canonicalJson(data)),
      actor: `process:${process}`,
      role: 'system',
      ...(reason !== undefined && { reason }),
      correlationId,
      causationId,
      ...(traceparent !== undefined && { traceparent }),
      now,
      today: shanghaiDate(now),
    };
  }
}

function failure(error: unknown): DispatchOutcome {
  const words = error instanceof Error ? error.message : String(error);
  if (PASSING.some((kind) => error instanceof kind)) return { kind: 'failed', reason: words };
  return { kind: 'refused', reason: problemOf(error)?.code ?? words };
}
