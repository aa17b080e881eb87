import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { nameOf, withNames } from '#contexts/units/contracts';
import { Access, type Grant, Granted, narrowed, query, resolve } from '#platform/auth';
import {
  Answers,
  AnswersPage,
  CLOCK,
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
import { type Clock, shanghaiDate, subtreePrefix } from '#platform/values';
import type { TitleLevel } from '../../domain/title-policy/title-policy.events.js';
import { knownUnits } from '../../read-models/known-units/known-units.projection.js';
import { titles } from '../../read-models/titles/titles.projection.js';
import { TITLE_LEVELS } from '../title.dto.js';
import { UnitScope } from '../unit.scope.js';
import { type TitleLine, titleLine, titleStory } from './title-story.js';
import { TitleLineAnswer, type UnitTitles, UnitTitlesAnswer } from './read-titles.answer.js';

export class TitleListQuery extends KnownListQuery {
  @Jurisdiction({ optional: true, about: '含下级 With everything below it.' })
  jurisdiction?: string;

  @OneOf(TITLE_LEVELS, { optional: true })
  level?: TitleLevel;
}

export class ByUnit {
  @Identifier()
  unitId!: string;
}

@ApiTags('titles')
@Controller('v1/titles')
export class ReadTitlesController {
  constructor(@Inject(CLOCK) private readonly clock: Clock) {}

  @Get(':unitId')
  @Titled('单位的称号与全部决定', 'Titles of a unit and every decision on them')
  @Reads(titles, knownUnits)
  @Access({ roles: ['office', 'unit'], scope: resolve(UnitScope) })
  @Answers(UnitTitlesAnswer, { asOf: true })
  read(@Param() { unitId }: ByUnit, @Known() known: KnownRows): UnitTitles {
    const page = known.of(titles).list({ where: { unitId }, limit: TITLE_LEVELS.length });
    const today = this.today();
    const stories = page.items.map(({ row, revision }) => titleStory(row, revision, today));
    return { unitId, ...nameOf(unitId, known.of(knownUnits)), titles: stories };
  }

  @Get()
  @Titled('称号列表', 'Titles of a jurisdiction')
  @Reads(titles, knownUnits)
  @Access({ roles: ['office', 'unit'], scope: narrowed(query('jurisdiction')) })
  @AnswersPage(TitleLineAnswer, { asOf: true })
  list(
    @Query() { level, limit, cursor }: TitleListQuery,
    @Granted() { jurisdiction, unitId }: Grant,
    @Known() known: KnownRows,
  ): ListPage<TitleLine> {
    const where = {
      ...(jurisdiction !== undefined && { jurisdiction: { prefix: subtreePrefix(jurisdiction) } }),
      ...(unitId !== undefined && { unitId }),
      ...(level && { level }),
    };
    const page = known.of(titles).list({ where, limit, cursor });
    const today = this.today();
    const lines = page.items.map(({ row }) => titleLine(row, today));
    const units = known.of(knownUnits).getMany(lines.map((line) => line.unitId));
    return { items: withNames(lines, units), cursor: page.cursor };
  }

  private today(): string {
    return shanghaiDate(this.clock.now());
  }
}
