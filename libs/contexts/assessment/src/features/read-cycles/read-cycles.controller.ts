import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Access, anyone, type Grant, Granted, narrowed, query } from '#platform/auth';
import {
  AnswersPage,
  AnswersRevised,
  Jurisdiction,
  type ListPage,
  ListQuery,
  Matching,
  NotFoundProblem,
  READ_MODELS,
  Reads,
  revised,
  Titled,
} from '#platform/http';
import type { ReadModels } from '#platform/projections';
import { subtreePrefix } from '#platform/values';
import { type CycleRow, cycles } from '../../read-models/cycles/cycles.projection.js';
import { scores } from '../../read-models/scores/scores.projection.js';
import { CycleAnswer } from './read-cycles.answer.js';

export class CycleListQuery extends ListQuery {
  @Jurisdiction({ optional: true, about: '含下级 With everything below it.' })
  jurisdiction?: string;
}

export class ByCycleId {
  @Matching(/^\d{6}-\d{4}$/, '990100-2021')
  id!: string;
}

@ApiTags('assessment')
@Controller('v1/cycles')
export class ReadCyclesController {
  constructor(@Inject(READ_MODELS) private readonly models: ReadModels) {}

  @Get(':id')
  @Titled('查看测评周期', 'Read an assessment cycle')
  @Reads(cycles)
  @Access({
    roles: ['office', 'unit'],
    scope: anyone('whoever is assessed may know the window and the rules'),
  })
  @AnswersRevised(CycleAnswer)
  read(@Param() { id }: ByCycleId) {
    const found = this.models.of(cycles).find(id);
    if (!found) throw new NotFoundProblem('cycle-not-found');
    return revised(found.row, found.revision);
  }

  @Get()
  @Titled('测评周期列表', 'Assessment cycles of a jurisdiction; a unit sees those that cover it')
  @Reads(cycles, scores)
  @Access({ roles: ['office', 'unit'], scope: narrowed(query('jurisdiction')) })
  @AnswersPage(CycleAnswer)
  list(@Query() { limit, cursor }: CycleListQuery, @Granted() grant: Grant): ListPage<CycleRow> {
    if (grant.unitId !== undefined) return { items: this.covering(grant.unitId, grant.jurisdiction) };
    const jurisdiction = { prefix: subtreePrefix(grant.jurisdiction ?? '') };
    const page = this.models.of(cycles).list({ where: { jurisdiction }, limit, cursor });
    return { items: page.items.map(({ row }) => row), cursor: page.cursor };
  }

  private covering(unitId: string, within = ''): CycleRow[] {
    const unit = this.models.of(scores).get(unitId);
    if (unit?.kind !== 'unit') return [];
    const found = this.models.of(cycles).getMany(unit.cycles.map(({ cycleId }) => cycleId));
    return [...found.values()].filter((cycle) => cycle.jurisdiction.startsWith(subtreePrefix(within)));
  }
}
