import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { Access, resolve } from '#platform/auth';
import type { CommandContext } from '#platform/event-sourcing';
import type { Receipt } from '#platform/event-store';
import { ById, Context, Titled, Writes } from '#platform/http';
import { AmendCirculationNotice } from '../../domain/circulation-notice/circulation-notice.commands.js';
import { draftOfRequest } from '../draft.js';
import { NoticeDraftBody } from '../draft.dto.js';
import { NoticeScope } from '../notice.scope.js';

@ApiTags('supervision')
@Controller('v1/notices')
export class AmendCirculationNoticeController {
  constructor(private readonly commands: CommandBus) {}

  @Post(':id/amend')
  @Titled('修改通报草稿', 'Amend the draft of a circulation notice: what is sent replaces it')
  @Writes(AmendCirculationNotice)
  @Access({ roles: ['office'], scope: resolve(NoticeScope) })
  amend(
    @Param() { id }: ById,
    @Body() dto: NoticeDraftBody,
    @Context() context: CommandContext,
  ): Promise<Receipt> {
    return this.commands.execute(new AmendCirculationNotice(draftOfRequest(id, dto), context));
  }
}
