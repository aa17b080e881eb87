import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { Access, resolve } from '#platform/auth';
import type { CommandContext } from '#platform/event-sourcing';
import type { Receipt } from '#platform/event-store';
import { ById, Context, Titled, Writes } from '#platform/http';
import { ReportRectification } from '../../domain/circulation-notice/circulation-notice.commands.js';
import { RectificationScope } from './rectification.scope.js';
import { ReportRectificationBody } from './report-rectification.dto.js';

@ApiTags('supervision')
@Controller('v1/notices')
export class ReportRectificationController {
  constructor(private readonly commands: CommandBus) {}

  @Post(':id/rectification')
  @Titled('报送整改情况', 'Report a rectification')
  @Writes(ReportRectification)
  @Access({ roles: ['unit', 'office'], scope: resolve(RectificationScope) })
  report(
    @Param() { id }: ById,
    @Body() { unitId, measures, reportedOn, signedByMainLeader }: ReportRectificationBody,
    @Context() context: CommandContext,
  ): Promise<Receipt> {
    const data = { noticeId: id, unitId, measures, reportedOn, signedByMainLeader };
    return this.commands.execute(new ReportRectification(data, context));
  }
}
