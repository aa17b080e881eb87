import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Access, anyone, type Grant, Granted, narrowed, query } from '#platform/auth';
import {
  AnswersPage,
  AnswersRevised,
  Jurisdiction,
  Known,
  KnownListQuery,
  type KnownRows,
  type ListPage,
  Matching,
  NotFoundProblem,
  Reads,
  revised,
  Titled,
} from '#platform/http';
import type { Condition } from '#platform/projections';
import { isWithin, lineage, NATIONAL, subtreePrefix } from '#platform/values';
import { type CycleRow, cycles } from '../../read-models/cycles/cycles.projection.js';
import { knownUnits } from '../../read-models/known-units/known-units.projection.js';
import { cyclePage } from './cycle-page.js';
import { CycleAnswer } from './read-cycles.answer.js';

export class CycleListQuery extends KnownListQuery {
  @Jurisdiction({
    optional: true,
    about: '含下级，以及覆盖它的上级周期 With everything below it, and the cycles above that cover it.',
  })
  jurisdiction?: string;
}

export class ByCycleId {
  @Matching(/^\d{6}-\d{4}$/, '990100-2021')
  id!: string;
}

@ApiTags('assessment')
@Controller('v1/cycles')
export class ReadCyclesController {
  @Get(':id')
  @Titled('查看测评周期', 'Read an assessment cycle')
  @Reads(cycles)
  @Access({
    roles: ['office', 'unit'],
    scope: anyone('whoever is assessed may know the window and the rules'),
  })
  @AnswersRevised(CycleAnswer, { asOf: true })
  read(@Param() { id }: ByCycleId, @Known() known: KnownRows) {
    const found = known.of(cycles).find(id);
    if (!found) throw new NotFoundProblem('cycle-not-found');
    return revised(found.row, found.revision);
  }

  @Get()
  @Titled(
    '测评周期列表',
    'Assessment cycles of a jurisdiction and those that cover it; a unit sees those that cover the unit',
  )
  @Reads(cycles, knownUnits)
  @Access({ roles: ['office', 'unit'], scope: narrowed(query('jurisdiction')) })
  @AnswersPage(CycleAnswer, { asOf: true })
  list(
    @Query() { limit, cursor }: CycleListQuery,
    @Granted() { unitId, jurisdiction: within }: Grant,
    @Known() known: KnownRows,
  ): ListPage<CycleRow> {
    const places = unitId === undefined ? around(within) : covering(known, unitId, within);
    return cyclePage(known.of(cycles), places, limit, cursor);
  }
}

/** Where the cycles are that an office is listed, from above: those that cover its jurisdiction, and all below it. */
const around = (jurisdiction = NATIONAL): readonly Condition[] => [
  ...lineage(jurisdiction).slice(1).toReversed(),
  { prefix: subtreePrefix(jurisdiction) },
];

/** Where the cycles are that cover the unit, from above; `within` narrows them as it does an office's. */
function covering(known: KnownRows, unitId: string, within = NATIONAL): readonly Condition[] {
  const unit = known.of(knownUnits).get(unitId);
  const places = unit ? lineage(unit.jurisdiction).toReversed() : [];
  return places.filter((place) => isWithin(place, within) || isWithin(within, place));
}
