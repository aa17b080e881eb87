import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Access, type Grant, Granted, query, resolve } from '#platform/auth';
import {
  ById,
  Jurisdiction,
  type ListPage,
  ListQuery,
  NotFoundProblem,
  OneOf,
  READ_MODELS,
  Reads,
  revised,
  Titled,
} from '#platform/http';
import type { ReadModels } from '#platform/projections';
import { subtreePrefix } from '#platform/values';
import type { NoticeKind } from '../../domain/circulation-notice/circulation-notice.events.js';
import { type NoticeRow, notices } from '../../read-models/notices/notices.projection.js';
import { NOTICE_KINDS } from '../notice-kinds.js';
import { NoticeScope } from '../notice.scope.js';

const STATUSES = ['filed', 'issued', 'withdrawn'] satisfies NoticeRow['status'][];

export class NoticeListQuery extends ListQuery {
  @Jurisdiction({ about: '含下级 With everything below it.' })
  jurisdiction!: string;

  @OneOf(NOTICE_KINDS, { optional: true })
  kind?: NoticeKind;

  @OneOf(STATUSES, { optional: true })
  status?: NoticeRow['status'];
}

/** One line of the list: the entries are on the notice's own route. */
export type NoticeLine = Omit<NoticeRow, 'entries' | 'rectifications'>;

@ApiTags('supervision')
@Controller('v1/notices')
export class ReadNoticesController {
  constructor(@Inject(READ_MODELS) private readonly models: ReadModels) {}

  @Get(':id')
  @Titled('查看通报', 'Read a notice')
  @Reads(notices)
  @Access({ roles: ['office'], scope: resolve(NoticeScope) })
  read(@Param() { id }: ById) {
    const found = this.models.of(notices).find(id);
    if (!found) throw new NotFoundProblem('notice-not-found');
    return revised(found.row, found.revision);
  }

  @Get()
  @Titled('通报列表', 'Notices of a jurisdiction')
  @Reads(notices)
  @Access({ roles: ['office'], scope: query('jurisdiction') })
  list(
    @Query() { limit, cursor, kind, status }: NoticeListQuery,
    @Granted() grant: Grant,
  ): ListPage<NoticeLine> {
    const jurisdiction = { prefix: subtreePrefix(grant.jurisdiction ?? '') };
    const where = { jurisdiction, ...(kind && { kind }), ...(status && { status }) };
    const page = this.models.of(notices).list({ where, limit, cursor });
    return { items: page.items.map(({ row }) => lineOf(row)), cursor: page.cursor };
  }
}

function lineOf({ entries: _, rectifications: __, ...line }: NoticeRow): NoticeLine {
  return line;
}
