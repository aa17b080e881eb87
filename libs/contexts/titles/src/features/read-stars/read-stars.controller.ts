import { Controller, Get, Inject, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { Access, type Grant, Granted, narrowed, query } from '#platform/auth';
import {
  AnswersPage,
  AsOf,
  CLOCK,
  Day,
  Jurisdiction,
  type ListPage,
  ListQuery,
  OneOf,
  Reads,
  Titled,
} from '#platform/http';
import { asOfPlace } from '#platform/projections';
import { type Clock, shanghaiDate } from '#platform/values';
import type { TitleLevel } from '../../domain/title-policy/title-policy.events.js';
import { knownUnits } from '../../read-models/known-units/known-units.projection.js';
import { titles } from '../../read-models/titles/titles.projection.js';
import { TITLE_LEVELS } from '../title.dto.js';
import { ReadStars, type Star } from './read-stars.query.js';
import { StarAnswer } from './read-stars.answer.js';

export class StarQuery extends ListQuery {
  @Jurisdiction({ optional: true, about: '含下级 With everything below it.' })
  jurisdiction?: string;

  @OneOf(TITLE_LEVELS, { optional: true })
  level?: TitleLevel;

  @Day({ optional: true, about: '哪一天有效，默认今天 In force on this day; today without it.' })
  on?: string;

  @AsOf()
  asOf?: string;
}

@ApiTags('titles')
@Controller('v1/stars')
export class ReadStarsController {
  constructor(
    private readonly queries: QueryBus,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  @Titled('持有称号的单位', 'The star board')
  @Reads(ReadStars, titles, knownUnits)
  @Access({ roles: ['office', 'unit'], scope: narrowed(query('jurisdiction')) })
  @AnswersPage(StarAnswer)
  read(@Query() asked: StarQuery, @Granted() grant: Grant): Promise<ListPage<Star>> {
    const { level, on = shanghaiDate(this.clock.now()), asOf, limit, cursor } = asked;
    const known = asOf === undefined ? undefined : asOfPlace(asOf);
    return this.queries.execute(new ReadStars({ grant, level, on, asOf: known, limit, cursor }));
  }
}
