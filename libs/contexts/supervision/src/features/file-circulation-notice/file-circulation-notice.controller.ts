import { Body, Controller, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { Access, body } from '#platform/auth';
import type { CommandContext } from '#platform/event-sourcing';
import type { Receipt } from '#platform/event-store';
import { Context, Titled, Writes } from '#platform/http';
import { derivedId } from '#platform/values';
import { FileCirculationNotice } from '../../domain/circulation-notice/circulation-notice.commands.js';
import { FileCirculationNoticeBody, type NoticeEntryBody } from './file-circulation-notice.dto.js';

@ApiTags('supervision')
@Controller('v1/notices')
export class FileCirculationNoticeController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @Titled('拟通报', 'File a circulation notice')
  @Writes(FileCirculationNotice)
  @Access({ roles: ['office'], scope: body('jurisdiction') })
  file(@Body() dto: FileCirculationNoticeBody, @Context() context: CommandContext): Promise<Receipt> {
    const { jurisdiction, kind, title, issuers, audience, period, entries, rectifyBy } = dto;
    const data = {
      noticeId: derivedId('notice', context.commandId),
      jurisdiction,
      kind,
      title,
      issuers,
      audience,
      period: { from: period.from, to: period.to },
      entries: entries.map(entryOf),
      rectifyBy,
    };
    return this.commands.execute(new FileCirculationNotice(data, context));
  }
}

const entryOf = ({ unitId, personTimes, findings }: NoticeEntryBody) => ({
  unitId,
  personTimes,
  findings: findings.map(({ kind, on, place, note }) => ({ kind, on, place, note })),
});
