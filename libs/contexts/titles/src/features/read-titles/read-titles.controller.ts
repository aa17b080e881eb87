import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Access, type Grant, Granted, narrowed, query, resolve } from '#platform/auth';
import {
  Answers,
  AnswersPage,
  CLOCK,
  Identifier,
  Jurisdiction,
  type ListPage,
  ListQuery,
  OneOf,
  READ_MODELS,
  Reads,
  Titled,
} from '#platform/http';
import type { ReadModels } from '#platform/projections';
import { type Clock, shanghaiDate, subtreePrefix } from '#platform/values';
import type { TitleLevel } from '../../domain/title-policy/title-policy.events.js';
import { knownUnits } from '../../read-models/known-units/known-units.projection.js';
import { type TitleRow, titles } from '../../read-models/titles/titles.projection.js';
import { TITLE_LEVELS } from '../title.dto.js';
import { UnitScope } from '../unit.scope.js';
import { type TitleLine, titleLine, titleStory } from './title-story.js';
import { TitleLineAnswer, type UnitTitles, UnitTitlesAnswer } from './read-titles.answer.js';

export class TitleListQuery extends ListQuery {
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
  constructor(
    @Inject(READ_MODELS) private readonly models: ReadModels,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get(':unitId')
  @Titled('单位的称号与全部决定', 'Titles of a unit and every decision on them')
  @Reads(titles, knownUnits)
  @Access({ roles: ['office', 'unit'], scope: resolve(UnitScope) })
  @Answers(UnitTitlesAnswer)
  read(@Param() { unitId }: ByUnit): UnitTitles {
    const page = this.models.of(titles).list({ where: { unitId }, limit: TITLE_LEVELS.length });
    const today = this.today();
    const stories = page.items.map(({ row, revision }) => titleStory(row, revision, today));
    return { unitId, ...this.nameOf(unitId), titles: stories };
  }

  @Get()
  @Titled('称号列表', 'Titles of a jurisdiction')
  @Reads(titles, knownUnits)
  @Access({ roles: ['office', 'unit'], scope: narrowed(query('jurisdiction')) })
  @AnswersPage(TitleLineAnswer)
  list(@Query() { level, limit, cursor }: TitleListQuery, @Granted() grant: Grant): ListPage<TitleLine> {
    const { jurisdiction, unitId } = grant;
    const where = {
      ...(jurisdiction !== undefined && { jurisdiction: { prefix: subtreePrefix(jurisdiction) } }),
      ...(unitId !== undefined && { unitId }),
      ...(level && { level }),
    };
    const page = this.models.of(titles).list({ where, limit, cursor });
    const today = this.today();
    return { items: page.items.map(({ row }) => this.line(row, today)), cursor: page.cursor };
  }

  private line(row: TitleRow, today: string): TitleLine {
    return { ...titleLine(row, today), ...this.nameOf(row.unitId) };
  }

  private nameOf(unitId: string): { unitName?: string } {
    const unitName = this.models.of(knownUnits).get(unitId)?.name;
    return unitName === undefined ? {} : { unitName };
  }

  private today(): string {
    return shanghaiDate(this.clock.now());
  }
}
