import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { Access, resolve } from '#platform/auth';
import type { CommandContext } from '#platform/event-sourcing';
import type { Receipt } from '#platform/event-store';
import { Context, Titled, Writes } from '#platform/http';
import { AwardStar } from '../../domain/title/title.commands.js';
import { enteredDecision, TitleAddress } from '../title.dto.js';
import { TitleScope } from '../title.scope.js';
import { AwardStarBody } from './award-star.dto.js';

@ApiTags('titles')
@Controller('v1/titles')
export class AwardStarController {
  constructor(private readonly commands: CommandBus) {}

  @Post(':unitId/:level/award')
  @Titled('授予称号', 'Award a title, with or without a star')
  @Writes(AwardStar)
  @Access({ roles: ['office'], scope: resolve(TitleScope) })
  award(
    @Param() { unitId, level }: TitleAddress,
    @Body() dto: AwardStarBody,
    @Context() context: CommandContext,
  ): Promise<Receipt> {
    const decision = enteredDecision(dto.decision);
    return this.commands.execute(
      new AwardStar({ unitId, level, star: dto.star, cycle: dto.cycle, decision }, context),
    );
  }
}
