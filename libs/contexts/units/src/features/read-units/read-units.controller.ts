import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Access, type Grant, Granted, narrowed, query, resolve } from '#platform/auth';
import {
  AnswersPage,
  AnswersRevised,
  ById,
  Day,
  Jurisdiction,
  Known,
  KnownListQuery,
  type KnownRows,
  type ListPage,
  NotFoundProblem,
  OneOf,
  Reads,
  revised,
  Titled,
} from '#platform/http';
import { subtreePrefix } from '#platform/values';
import type { UnitKind } from '../../domain/unit/unit.events.js';
import { standingOn, type UnitRow, units } from '../../read-models/units/units.projection.js';
import { UNIT_KINDS } from '../unit-kinds.js';
import { UnitScope } from '../unit.scope.js';
import { UnitAnswer } from './read-units.answer.js';

export class UnitListQuery extends KnownListQuery {
  @Jurisdiction({ optional: true, about: '含下级 With everything below it.' })
  jurisdiction?: string;

  @OneOf(UNIT_KINDS, { optional: true })
  kind?: UnitKind;

  @Day({ optional: true, about: '该日未撤销 Not dissolved by this day.' })
  on?: string;
}

@ApiTags('units')
@Controller('v1/units')
export class ReadUnitsController {
  @Get(':id')
  @Titled('查看单位', 'Read a unit')
  @Reads(units)
  @Access({ roles: ['office', 'unit'], scope: resolve(UnitScope) })
  @AnswersRevised(UnitAnswer, { asOf: true })
  read(@Param() { id }: ById, @Known() known: KnownRows) {
    const found = known.of(units).find(id);
    if (!found) throw new NotFoundProblem('unit-not-found');
    return revised(found.row, found.revision);
  }

  @Get()
  @Titled('单位列表', 'Units of a jurisdiction')
  @Reads(units)
  @Access({ roles: ['office', 'unit'], scope: narrowed(query('jurisdiction')) })
  @AnswersPage(UnitAnswer, { asOf: true })
  list(
    @Query() { limit, cursor, kind, on }: UnitListQuery,
    @Granted() grant: Grant,
    @Known() known: KnownRows,
  ): ListPage<UnitRow> {
    const model = known.of(units);
    const prefix = subtreePrefix(grant.jurisdiction ?? '');
    if (grant.unitId !== undefined) {
      const own = model.get(grant.unitId);
      const isThere = own?.jurisdiction.startsWith(prefix) && (!kind || own.kind === kind);
      return { items: own && isThere && !isGone(own, on) ? [own] : [] };
    }
    const where = { jurisdiction: { prefix }, ...(kind && { kind }), ...(on && standingOn(on)) };
    const page = model.list({ where, limit, cursor });
    return { items: page.items.map(({ row }) => row), cursor: page.cursor };
  }
}

const isGone = ({ dissolvedOn }: UnitRow, on: string | undefined): boolean =>
  on !== undefined && dissolvedOn !== undefined && dissolvedOn <= on;
