import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { Access, resolve } from '#platform/auth';
import type { CommandContext } from '#platform/event-sourcing';
import type { Receipt } from '#platform/event-store';
import { ById, Context, Titled, Writes } from '#platform/http';
import { VerifyRectification } from '../../domain/circulation-notice/circulation-notice.commands.js';
import { NoticeScope } from '../notice.scope.js';
import { VerifyRectificationBody } from './verify-rectification.dto.js';

@ApiTags('supervision')
@Controller('v1/notices')
export class VerifyRectificationController {
  constructor(private readonly commands: CommandBus) {}

  @Post(':id/verification')
  @Titled('整改验收（回头看）', 'Verify a rectification')
  @Writes(VerifyRectification)
  @Access({ roles: ['office'], scope: resolve(NoticeScope) })
  verify(
    @Param() { id }: ById,
    @Body() { unitId, verifiedOn, outcome, shortcomings, rectifyBy }: VerifyRectificationBody,
    @Context() context: CommandContext,
  ): Promise<Receipt> {
    const data = { noticeId: id, unitId, verifiedOn, outcome, shortcomings, rectifyBy };
    return this.commands.execute(new VerifyRectification(data, context));
  }
}
