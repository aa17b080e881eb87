import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { Access, resolve } from '#platform/auth';
import type { CommandContext } from '#platform/event-sourcing';
import type { Receipt } from '#platform/event-store';
import { ById, Context, Titled, Writes } from '#platform/http';
import { IssueCirculationNotice } from '../../domain/circulation-notice/circulation-notice.commands.js';
import { NoticeScope } from '../notice.scope.js';
import { IssueCirculationNoticeBody } from './issue-circulation-notice.dto.js';

@ApiTags('supervision')
@Controller('v1/notices')
export class IssueCirculationNoticeController {
  constructor(private readonly commands: CommandBus) {}

  @Post(':id/issue')
  @Titled('签发通报', 'Issue a circulation notice')
  @Writes(IssueCirculationNotice)
  @Access({ roles: ['office'], scope: resolve(NoticeScope) })
  issue(
    @Param() { id }: ById,
    @Body() { documentNumber, issuedOn }: IssueCirculationNoticeBody,
    @Context() context: CommandContext,
  ): Promise<Receipt> {
    return this.commands.execute(
      new IssueCirculationNotice({ noticeId: id, documentNumber, issuedOn }, context),
    );
  }
}
