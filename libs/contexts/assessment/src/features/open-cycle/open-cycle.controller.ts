import { Body, Controller, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { Access, resolve } from '#platform/auth';
import type { CommandContext } from '#platform/event-sourcing';
import type { Receipt } from '#platform/event-store';
import { Context, Titled, Writes } from '#platform/http';
import { OpenCycle } from '../../domain/cycle/cycle.commands.js';
import { OpenCycleBody } from './open-cycle.dto.js';
import { OpenedCycleScope } from './opened-cycle.scope.js';

@ApiTags('assessment')
@Controller('v1/cycles')
export class OpenCycleController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @Titled('启动测评周期', 'Open an assessment cycle')
  @Writes(OpenCycle)
  @Access({ roles: ['office'], scope: resolve(OpenedCycleScope) })
  open(@Body() { id, from, to }: OpenCycleBody, @Context() context: CommandContext): Promise<Receipt> {
    return this.commands.execute(new OpenCycle({ cycleId: id, from, to }, context));
  }
}
