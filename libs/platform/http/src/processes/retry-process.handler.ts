import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { DeciderRepository, type Receipt } from '#platform/event-store';
import { processControl, processStream, RetryProcess } from '#platform/processes';
import { NotFoundProblem, PlatformProblem } from '../problems/exceptions.js';
import { PROCESSES } from '../tokens.js';
import type { RunningProcesses } from './running-processes.js';

/** Records that a process try again; its engine does so when it reads it, wherever it runs. */
@CommandHandler(RetryProcess)
export class RetryProcessHandler implements ICommandHandler<RetryProcess> {
  constructor(
    private readonly repository: DeciderRepository,
    @Inject(PROCESSES) private readonly processes: RunningProcesses,
  ) {}

  execute(command: RetryProcess): Promise<Receipt> {
    const { process } = command.data;
    return this.repository.execute({
      decider: processControl,
      stream: processStream(process),
      command,
      facts: () => this.requireParked(process),
    });
  }

  private requireParked(process: string): void {
    const status = this.processes.status().processes.find(({ name }) => name === process);
    if (!status) throw new NotFoundProblem('not-found', { process });
    if (status.state !== 'parked') throw new PlatformProblem('process-not-parked', { process });
  }
}
