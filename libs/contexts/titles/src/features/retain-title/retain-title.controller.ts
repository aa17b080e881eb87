import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { Access, resolve } from '#platform/auth';
import type { CommandContext } from '#platform/event-sourcing';
import type { Receipt } from '#platform/event-store';
import { Context, Titled, Writes } from '#platform/http';
import { RetainTitle } from '../../domain/title/title.commands.js';
import { enteredDecision, TitleAddress } from '../title.dto.js';
import { TitleScope } from '../title.scope.js';
import { RetainTitleBody } from './retain-title.dto.js';

@ApiTags('titles')
@Controller('v1/titles')
export class RetainTitleController {
  constructor(private readonly commands: CommandBus) {}

  @Post(':unitId/:level/retain')
  @Titled('保留称号', 'Retain a title for another term')
  @Writes(RetainTitle)
  @Access({ roles: ['office'], scope: resolve(TitleScope) })
  retain(
    @Param() { unitId, level }: TitleAddress,
    @Body() dto: RetainTitleBody,
    @Context() context: CommandContext,
  ): Promise<Receipt> {
    const decision = enteredDecision(dto.decision);
    return this.commands.execute(new RetainTitle({ unitId, level, cycle: dto.cycle, decision }, context));
  }
}
