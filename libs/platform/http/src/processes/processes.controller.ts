import { Body, Controller, Get, Inject, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { Access, operations } from '#platform/auth';
import type { CommandContext } from '#platform/event-sourcing';
import type { Receipt } from '#platform/event-store';
import { RetryProcess, RetryProcessCommand, SkipProcessCommand } from '#platform/processes';
import { Context } from '../commands/command-context.js';
import { Writes } from '../commands/writes.js';
import { Identifier, Matching, Text } from '../fields/fields.js';
import { AnswersAll } from '../openapi/answers.js';
import { Titled } from '../openapi/titled.js';
import { type ProjectionsSeen, readByAny } from '../reads/projection-operations.js';
import { Reads } from '../reads/reads.js';
import { PROCESSES, PROJECTION_OPERATIONS } from '../tokens.js';
import { processStates } from './process-states.js';
import { type ProcessState, ProcessStateAnswer } from './processes.answer.js';
import type { RunningProcesses } from './running-processes.js';

class ProcessPath {
  @Matching(/^[a-z][a-z0-9-]{0,99}$/, 'rectification-deadline')
  name!: string;
}

class ParkedCommandPath extends ProcessPath {
  @Identifier()
  id!: string;
}

class RetryBody {
  @Text({ max: 500, lines: true, optional: true, about: '理由 Why it will be done now.' })
  reason?: string;
}

class SkipBody {
  @Text({ max: 500, lines: true, about: '理由 Why it is given up.' })
  reason!: string;
}

/** Processes, those that stand still, and the commands of theirs that were refused. */
@ApiTags('operations')
@ApiBearerAuth()
@Access({ roles: ['operator'], scope: operations })
@Controller('v1/processes')
export class ProcessesController {
  constructor(
    @Inject(PROCESSES) private readonly processes: RunningProcesses,
    @Inject(PROJECTION_OPERATIONS) private readonly projections: ProjectionsSeen,
    private readonly commands: CommandBus,
  ) {}

  @Get()
  @Reads()
  @Titled('流程状态', 'State, lag, outbox and timers of every process')
  @AnswersAll(ProcessStateAnswer)
  states(): { items: readonly ProcessState[] } {
    return { items: processStates(this.processes.status(), readByAny(this.projections)) };
  }

  @Post(':name/retry')
  @Titled('重试停住的流程', 'Let a process that stands still try again what it threw on')
  @Writes(RetryProcess)
  retryProcess(
    @Param() { name: process }: ProcessPath,
    @Body() _: RetryBody,
    @Context() context: CommandContext,
  ): Promise<Receipt> {
    return this.commands.execute(new RetryProcess({ process }, context));
  }

  @Post(':name/outbox/:id/retry')
  @Titled('重试被拒绝的命令', 'Try a refused command again')
  @Writes(RetryProcessCommand)
  retry(
    @Param() { name, id }: ParkedCommandPath,
    @Body() _: RetryBody,
    @Context() context: CommandContext,
  ): Promise<Receipt> {
    return this.commands.execute(new RetryProcessCommand({ process: name, commandId: id }, context));
  }

  @Post(':name/outbox/:id/skip')
  @Titled('放弃被拒绝的命令', 'Give a refused command up, for a reason')
  @Writes(SkipProcessCommand)
  skip(
    @Param() { name, id }: ParkedCommandPath,
    @Body() _: SkipBody,
    @Context() context: CommandContext,
  ): Promise<Receipt> {
    return this.commands.execute(new SkipProcessCommand({ process: name, commandId: id }, context));
  }
}
