import { Controller, Get, Inject, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { Access, type Grant, Granted, narrowed, query } from '#platform/auth';
import {
  AnswersPage,
  CLOCK,
  Day,
  Identifier,
  Jurisdiction,
  Known,
  KnownListQuery,
  type KnownRows,
  type ListPage,
  OneOf,
  Reads,
  Titled,
} from '#platform/http';
import { type Clock, shanghaiDate } from '#platform/values';
import type { TitleLevel } from '../../domain/title-policy/title-policy.events.js';
import { dissolvedUnits } from '../../read-models/dissolved-units/dissolved-units.projection.js';
import { knownUnits } from '../../read-models/known-units/known-units.projection.js';
import { titles } from '../../read-models/titles/titles.projection.js';
import { TITLE_LEVELS } from '../title.dto.js';
import { ReadStars, type Star } from './read-stars.query.js';
import { StarAnswer } from './read-stars.answer.js';

export class StarQuery extends KnownListQuery {
  @Jurisdiction({ optional: true, about: '含下级 With everything below it.' })
  jurisdiction?: string;

  @OneOf(TITLE_LEVELS, { optional: true })
  level?: TitleLevel;

  @Identifier({ optional: true, about: '持有单位 Held by this unit.' })
  unitId?: string;

  @Day({ optional: true, about: '哪一天有效，默认今天 In force on this day; today without it.' })
  on?: string;
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
  @Reads(ReadStars, titles, knownUnits, dissolvedUnits)
  @Access({ roles: ['office', 'unit'], scope: narrowed(query('jurisdiction')) })
  @AnswersPage(StarAnswer)
  read(
    @Query() { level, unitId, on = shanghaiDate(this.clock.now()), limit, cursor }: StarQuery,
    @Granted() grant: Grant,
    @Known() { place: asOf }: KnownRows,
  ): Promise<ListPage<Star>> {
    return this.queries.execute(new ReadStars({ grant, level, unitId, on, asOf, limit, cursor }));
  }
}
