import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { Access, resolve } from '#platform/auth';
import type { CommandContext } from '#platform/event-sourcing';
import type { Receipt } from '#platform/event-store';
import { ById, Context, Titled, Writes } from '#platform/http';
import { DissolveUnit } from '../../domain/unit/unit.commands.js';
import { UnitScope } from '../unit.scope.js';
import { DissolveUnitBody } from './dissolve-unit.dto.js';

@ApiTags('units')
@Controller('v1/units')
export class DissolveUnitController {
  constructor(private readonly commands: CommandBus) {}

  @Post(':id/dissolve')
  @Titled('撤销单位', 'Dissolve a unit')
  @Writes(DissolveUnit)
  @Access({ roles: ['office'], scope: resolve(UnitScope) })
  dissolve(
    @Param() { id }: ById,
    @Body() { dissolvedOn }: DissolveUnitBody,
    @Context() context: CommandContext,
  ): Promise<Receipt> {
    return this.commands.execute(new DissolveUnit({ unitId: id, dissolvedOn }, context));
  }
}
