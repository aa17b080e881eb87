import { Controller, Get, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { Access, query } from '#platform/auth';
import {
  AnswersPage,
  Count,
  Jurisdiction,
  Known,
  KnownListQuery,
  type KnownRows,
  type ListPage,
  Reads,
  Titled,
} from '#platform/http';
import { activityOverview } from '../../read-models/activity-overview/activity-overview.projection.js';
import { titleOverview } from '../../read-models/title-overview/title-overview.projection.js';
import { unitOverview } from '../../read-models/unit-overview/unit-overview.projection.js';
import { ReadSummary } from './read-summary.query.js';
import type { SummaryItem } from './summary-item.js';
import { SummaryItemAnswer } from './read-summary.answer.js';

export class SummaryQuery extends KnownListQuery {
  @Jurisdiction({ about: '含下级 With everything below it.' })
  jurisdiction!: string;

  @Count({ min: 1949, max: 2200, fromText: true, about: '年份 The year.' })
  year!: number;
}

@ApiTags('overview')
@Controller('v1/summary')
export class ReadSummaryController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @Titled('年度总览', 'A jurisdiction’s year in figures')
  @Reads(ReadSummary, unitOverview, activityOverview, titleOverview)
  @Access({ roles: ['office'], scope: query('jurisdiction') })
  @AnswersPage(SummaryItemAnswer, { asOf: true })
  read(
    @Query() { jurisdiction, year, limit, cursor }: SummaryQuery,
    @Known() known: KnownRows,
  ): Promise<ListPage<SummaryItem>> {
    return this.queries.execute(new ReadSummary(known, { jurisdiction, year }, limit, cursor));
  }
}
