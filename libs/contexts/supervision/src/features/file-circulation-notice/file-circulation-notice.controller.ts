import { Body, Controller, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { Access, body } from '#platform/auth';
import type { CommandContext } from '#platform/event-sourcing';
import type { Receipt } from '#platform/event-store';
import { Context, Titled, Writes } from '#platform/http';
import { derivedId } from '#platform/values';
import { FileCirculationNotice } from '../../domain/circulation-notice/circulation-notice.commands.js';
import { draftOfRequest } from '../draft.js';
import { NoticeDraftBody } from '../draft.dto.js';

@ApiTags('supervision')
@Controller('v1/notices')
export class FileCirculationNoticeController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @Titled('拟通报', 'File a circulation notice')
  @Writes(FileCirculationNotice)
  @Access({ roles: ['office'], scope: body('jurisdiction') })
  file(@Body() dto: NoticeDraftBody, @Context() context: CommandContext): Promise<Receipt> {
    const data = draftOfRequest(derivedId('notice', context.commandId), dto);
    return this.commands.execute(new FileCirculationNotice(data, context));
  }
}
