import { Inject, Injectable } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { DeciderRepository, type Receipt } from '#platform/event-store';
import { outboxStream, parkedCommand, RetryProcessCommand, SkipProcessCommand } from '#platform/processes';
import { NotFoundProblem } from '../problems/exceptions.js';
import { PROCESSES } from '../tokens.js';
import type { RunningProcesses } from './running-processes.js';

/** Records what is decided about a parked command; its process does it when it reads so. */
@Injectable()
export class ParkedCommands {
  constructor(
    private readonly repository: DeciderRepository,
    @Inject(PROCESSES) private readonly processes: RunningProcesses,
  ) {}

  decide(command: RetryProcessCommand | SkipProcessCommand): Promise<Receipt> {
    const { process, commandId } = command.data;
    return this.repository.execute({
      decider: parkedCommand,
      stream: outboxStream(commandId),
      command,
      facts: () => this.requireParked(process, commandId),
    });
  }

  private requireParked(name: string, commandId: string): void {
    const process = this.processes.status().processes.find((each) => each.name === name);
    if (!process?.parked.some(({ id }) => id === commandId))
      throw new NotFoundProblem('not-found', { process: name, command: commandId });
  }
}

@CommandHandler(RetryProcessCommand)
export class RetryProcessCommandHandler implements ICommandHandler<RetryProcessCommand> {
  constructor(private readonly parked: ParkedCommands) {}

  execute(command: RetryProcessCommand): Promise<Receipt> {
    return this.parked.decide(command);
  }
}

@CommandHandler(SkipProcessCommand)
export class SkipProcessCommandHandler implements ICommandHandler<SkipProcessCommand> {
  constructor(private readonly parked: ParkedCommands) {}

  execute(command: SkipProcessCommand): Promise<Receipt> {
    return this.parked.decide(command);
  }
}
