import { Controller, Get, Param, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { Access, resolve } from '#platform/auth';
import {
  AnswersPage,
  ById,
  Known,
  KnownListQuery,
  type KnownRows,
  type ListPage,
  Reads,
  Titled,
} from '#platform/http';
import { unitOverview } from '../../read-models/unit-overview/unit-overview.projection.js';
import { unitTimeline } from '../../read-models/unit-timeline/unit-timeline.projection.js';
import { UnitScope } from '../unit.scope.js';
import { TimelineLineAnswer } from './read-timeline.answer.js';
import { ReadTimeline } from './read-timeline.query.js';
import type { ToldLine } from './timeline-words.js';

@ApiTags('overview')
@Controller('v1/units')
export class ReadTimelineController {
  constructor(private readonly queries: QueryBus) {}

  @Get(':id/timeline')
  @Titled('单位大事记', 'A unit’s history in words, newest first')
  @Reads(ReadTimeline, unitTimeline, unitOverview)
  @Access({ roles: ['office', 'unit'], scope: resolve(UnitScope) })
  @AnswersPage(TimelineLineAnswer, { asOf: true })
  read(
    @Param() { id }: ById,
    @Query() { limit, cursor }: KnownListQuery,
    @Known() known: KnownRows,
  ): Promise<ListPage<ToldLine>> {
    return this.queries.execute(new ReadTimeline(known, id, limit, cursor));
  }
}
