import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { Access, operations } from '#platform/auth';
import type { CommandContext } from '#platform/event-sourcing';
import type { Receipt } from '#platform/event-store';
import {
  ParkProjection,
  ResumeProjection,
  RetryProjection,
  RollBackProjection,
  SkipEvent,
} from '#platform/projections';
import { Context } from '../commands/command-context.js';
import { Writes } from '../commands/writes.js';
import { Count, Matching, Text } from '../fields/fields.js';
import { Titled } from '../openapi/titled.js';

class ProjectionPath {
  @Matching(/^[a-z][a-z0-9-]{0,99}$/, 'criticism-list')
  name!: string;
}

class ParkBody {
  @Text({ max: 500, lines: true, about: '理由 Why it is stopped.' })
  reason!: string;
}

class RollBackBody {
  @Text({ max: 500, lines: true, about: '理由 Why they are put back.' })
  reason!: string;
}

class GoOnBody {
  @Text({ max: 500, lines: true, optional: true, about: '理由 Why it will go on now.' })
  reason?: string;
}

class SkipEventBody {
  @Count({ about: '所跳过事件的序号 Ordinal of the event that is left out.' })
  ordinal!: number;

  @Text({ max: 1000, optional: true, about: '仅对该键跳过 Left out for this key only.' })
  key?: string;

  @Text({ max: 500, lines: true, about: '理由 Why it is left out.' })
  reason!: string;
}

/** What operators decide about projections that cannot go on by themselves. */
@ApiTags('operations')
@ApiBearerAuth()
@Access({ roles: ['operator'], scope: operations })
@Controller('v1/projections/:name')
export class ProjectionControlController {
  constructor(private readonly commands: CommandBus) {}

  @Post('park')
  @Titled('停用投影', 'Stop a projection until it is resumed')
  @Writes(ParkProjection)
  park(
    @Param() { name: projection }: ProjectionPath,
    @Body() _: ParkBody,
    @Context() context: CommandContext,
  ): Promise<Receipt> {
    return this.commands.execute(new ParkProjection({ projection }, context));
  }

  @Post('resume')
  @Titled('恢复投影', 'Let a parked projection go on from where it stands')
  @Writes(ResumeProjection)
  resume(
    @Param() { name: projection }: ProjectionPath,
    @Body() _: GoOnBody,
    @Context() context: CommandContext,
  ): Promise<Receipt> {
    return this.commands.execute(new ResumeProjection({ projection }, context));
  }

  @Post('roll-back')
  @Titled('回退投影', 'Put the rows of before the last rebuild back, which catch up and serve')
  @Writes(RollBackProjection)
  rollBack(
    @Param() { name: projection }: ProjectionPath,
    @Body() _: RollBackBody,
    @Context() context: CommandContext,
  ): Promise<Receipt> {
    return this.commands.execute(new RollBackProjection({ projection }, context));
  }

  @Post('retry')
  @Titled('重试停用的键', 'Feed parked keys the events that wait')
  @Writes(RetryProjection)
  retry(
    @Param() { name: projection }: ProjectionPath,
    @Body() _: GoOnBody,
    @Context() context: CommandContext,
  ): Promise<Receipt> {
    return this.commands.execute(new RetryProjection({ projection }, context));
  }

  @Post('skip')
  @Titled('跳过事件', 'Leave out an event that cannot be folded, for a key or wholly')
  @Writes(SkipEvent)
  skip(
    @Param() { name: projection }: ProjectionPath,
    @Body() { ordinal, key }: SkipEventBody,
    @Context() context: CommandContext,
  ): Promise<Receipt> {
    const data = { projection, ordinal, ...(key !== undefined && { key }) };
    return this.commands.execute(new SkipEvent(data, context));
  }
}
