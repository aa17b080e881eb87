import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Access, anyone } from '#platform/auth';
import { AnswersPage, type ListPage, ListQuery, READ_MODELS, Reads, Titled } from '#platform/http';
import type { ReadModels } from '#platform/projections';
import type { JurisdictionRegistered } from '../../domain/jurisdiction/jurisdiction.events.js';
import { jurisdictions } from '../../read-models/jurisdictions/jurisdictions.projection.js';
import { JurisdictionAnswer } from './list-jurisdictions.answer.js';

@ApiTags('units')
@Controller('v1/jurisdictions')
export class ListJurisdictionsController {
  constructor(@Inject(READ_MODELS) private readonly models: ReadModels) {}

  @Get()
  @Titled('行政区划列表', 'Jurisdictions served')
  @Reads(jurisdictions)
  @Access({
    roles: ['office', 'unit', 'assessor'],
    scope: anyone('codes and names of administrative divisions are public'),
  })
  @AnswersPage(JurisdictionAnswer)
  list(@Query() { limit, cursor }: ListQuery): ListPage<JurisdictionRegistered['data']> {
    const page = this.models.of(jurisdictions).list({ limit, cursor });
    return { items: page.items.map(({ row }) => row), cursor: page.cursor };
  }
}
