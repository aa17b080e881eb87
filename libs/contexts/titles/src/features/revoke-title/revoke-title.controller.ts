import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { Access, resolve } from '#platform/auth';
import type { CommandContext } from '#platform/event-sourcing';
import type { Receipt } from '#platform/event-store';
import { Context, Titled, Writes } from '#platform/http';
import { RevokeTitle } from '../../domain/title/title.commands.js';
import { enteredDecision, TitleAddress } from '../title.dto.js';
import { TitleScope } from '../title.scope.js';
import { RevokeTitleBody } from './revoke-title.dto.js';

@ApiTags('titles')
@Controller('v1/titles')
export class RevokeTitleController {
  constructor(private readonly commands: CommandBus) {}

  @Post(':unitId/:level/revoke')
  @Titled('撤销称号', 'Revoke a title')
  @Writes(RevokeTitle)
  @Access({ roles: ['office'], scope: resolve(TitleScope) })
  revoke(
    @Param() { unitId, level }: TitleAddress,
    @Body() dto: RevokeTitleBody,
    @Context() context: CommandContext,
  ): Promise<Receipt> {
    const decision = enteredDecision(dto.decision);
    return this.commands.execute(new RevokeTitle({ unitId, level, decision }, context));
  }
}
