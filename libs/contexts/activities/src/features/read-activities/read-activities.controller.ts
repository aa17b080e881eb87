import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Access, anyone, type Grant, Granted, narrowed, query } from '#platform/auth';
import {
  AnswersPage,
  AnswersRevised,
  ById,
  Count,
  Day,
  Flag,
  Identifier,
  Jurisdiction,
  Known,
  KnownListQuery,
  type KnownRows,
  type ListPage,
  NotFoundProblem,
  OneOf,
  problemResponses,
  Reads,
  Refusal,
  revised,
  Text,
  Titled,
} from '#platform/http';
import { subtreePrefix } from '#platform/values';
import type { ActivityKind } from '../../domain/activity/activity.events.js';
import { activities, type ActivityRow } from '../../read-models/activities/activities.projection.js';
import { knownUnits } from '../../read-models/known-units/known-units.projection.js';
import { ACTIVITY_KINDS } from '../../contracts/index.js';
import { type ActivityLine, lineOf } from './activity-line.js';
import { refuseReader } from './activity-reader.js';
import { named, type OrganiserName, unitsOf, withOrganiser } from './named-activity.js';
import { ActivityAnswer, ActivityLineAnswer } from './read-activities.answer.js';

const STATUSES = ['registered', 'closed'] satisfies ActivityRow['status'][];

export class ActivityListQuery extends KnownListQuery {
  @Jurisdiction({ optional: true, about: '含下级 With everything below it.' })
  jurisdiction?: string;

  @OneOf(ACTIVITY_KINDS, { optional: true })
  kind?: ActivityKind;

  @Flag({ fromText: true, optional: true, about: '是否志愿服务 Of the kinds that are volunteering, or not.' })
  voluntary?: boolean;

  @Count({
    min: 1949,
    max: 2200,
    fromText: true,
    optional: true,
    about: '结束年份 Closed; ended in this year.',
  })
  year?: number;

  @OneOf(STATUSES, { optional: true })
  status?: ActivityRow['status'];

  @Identifier({ optional: true, about: '主办单位 Organised by this unit.' })
  organiserUnitId?: string;

  @Text({ max: 100, optional: true, about: '系列 Of this series.' })
  series?: string;

  @Text({ max: 200, optional: true, about: '系列或名称 Of this series, or in none and of this title.' })
  name?: string;

  @Day({ optional: true, about: '计划开始不早于 Planned to begin on this day or later.' })
  from?: string;

  @Day({ optional: true, about: '计划开始不晚于 Planned to begin on this day or earlier.' })
  to?: string;
}

@ApiTags('activities')
@Controller('v1/activities')
export class ReadActivitiesController {
  @Get(':id')
  @Titled('查看活动', 'Read an activity; a unit reads those it organises and those it took part in')
  @Reads(activities, knownUnits)
  @Access({
    roles: ['office', 'unit'],
    scope: anyone('whoever organises it or took part reads it, and the offices they stand under'),
  })
  @AnswersRevised(ActivityAnswer, { asOf: true })
  read(@Param() { id }: ById, @Granted() grant: Grant, @Known() known: KnownRows) {
    const found = known.of(activities).find(id);
    if (!found) throw new NotFoundProblem('activity-not-found');
    const { row, revision } = found;
    const units = known.of(knownUnits).getMany(unitsOf(row));
    refuseReader(row, grant, units);
    return revised(named(row, units), revision);
  }

  @Get()
  @Titled('活动列表', 'Activities of a jurisdiction')
  @Reads(activities, knownUnits)
  @Access({ roles: ['office', 'unit'], scope: narrowed(query('jurisdiction')) })
  @AnswersPage(ActivityLineAnswer, { asOf: true })
  @problemResponses(422)
  list(
    @Query() asked: ActivityListQuery,
    @Granted() grant: Grant,
    @Known() known: KnownRows,
  ): ListPage<ActivityLine & OrganiserName> {
    const { limit, cursor, ...filters } = asked;
    const { from, to } = filters;
    if (from !== undefined && to !== undefined && to < from)
      throw new Refusal('planned-to-before-from', { pointer: '/to' });
    const { organiserUnitId = grant.unitId } = filters;
    if (grant.unitId !== undefined && organiserUnitId !== grant.unitId) return { items: [] };
    const where = conditions({ ...filters, organiserUnitId, jurisdiction: grant.jurisdiction });
    const order = { orderBy: 'plannedFrom', descending: true };
    const page = known.of(activities).list({ where, ...order, limit, cursor });
    const organisers = known.of(knownUnits).getMany(page.items.map(({ row }) => row.organiserUnitId));
    const items = page.items.map(({ row }) => withOrganiser(lineOf(row), organisers));
    return { items, cursor: page.cursor };
  }
}

function conditions({
  jurisdiction,
  kind,
  voluntary,
  year,
  status,
  organiserUnitId,
  series,
  name,
  from,
  to,
}: Omit<ActivityListQuery, 'limit' | 'cursor' | 'asOf'>) {
  return {
    ...(jurisdiction !== undefined && { jurisdiction: { prefix: subtreePrefix(jurisdiction) } }),
    ...(kind && { kind }),
    ...(voluntary !== undefined && { voluntary: voluntary ? 1 : 0 }),
    ...(year !== undefined && { occurredTo: { from: `${year}-01-01`, to: `${year}-12-31` } }),
    ...(status && { open: status === 'closed' ? null : 1 }),
    ...(organiserUnitId !== undefined && { organiserUnitId }),
    ...(series !== undefined && { series }),
    ...(name !== undefined && { name }),
    ...((from ?? to) !== undefined && { plannedFrom: { from, to } }),
  };
}
