import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { Access, resolve } from '#platform/auth';
import type { CommandContext } from '#platform/event-sourcing';
import type { Receipt } from '#platform/event-store';
import { ById, Context, Titled, Writes } from '#platform/http';
import {
  WithdrawCirculationNotice,
  WithdrawCirculationNoticeDraft,
} from '../../domain/circulation-notice/circulation-notice.commands.js';
import { NoticeScope } from '../notice.scope.js';
import { WithdrawalBody } from './withdrawal.dto.js';

@ApiTags('supervision')
@Controller('v1/notices')
export class WithdrawCirculationNoticeController {
  constructor(private readonly commands: CommandBus) {}

  @Post(':id/withdraw')
  @Titled('撤回通报', 'Withdraw an issued circulation notice')
  @Writes(WithdrawCirculationNotice)
  @Access({ roles: ['office'], scope: resolve(NoticeScope) })
  withdraw(
    @Param() { id }: ById,
    @Body() { withdrawnOn }: WithdrawalBody,
    @Context() context: CommandContext,
  ): Promise<Receipt> {
    return this.commands.execute(new WithdrawCirculationNotice({ noticeId: id, withdrawnOn }, context));
  }

  @Post(':id/withdraw-draft')
  @Titled('撤回通报草稿', 'Withdraw the draft of a circulation notice')
  @Writes(WithdrawCirculationNoticeDraft)
  @Access({ roles: ['office'], scope: resolve(NoticeScope) })
  withdrawDraft(
    @Param() { id }: ById,
    @Body() { withdrawnOn }: WithdrawalBody,
    @Context() context: CommandContext,
  ): Promise<Receipt> {
    return this.commands.execute(new WithdrawCirculationNoticeDraft({ noticeId: id, withdrawnOn }, context));
  }
}
