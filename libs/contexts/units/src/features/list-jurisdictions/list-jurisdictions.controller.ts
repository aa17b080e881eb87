import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Access, anyone } from '#platform/auth';
import {
  AnswersPage,
  Known,
  KnownListQuery,
  type KnownRows,
  type ListPage,
  Reads,
  Titled,
} from '#platform/http';
import type { JurisdictionRegistered } from '../../domain/jurisdiction/jurisdiction.events.js';
import { jurisdictions } from '../../read-models/jurisdictions/jurisdictions.projection.js';
import { JurisdictionAnswer } from './list-jurisdictions.answer.js';

@ApiTags('units')
@Controller('v1/jurisdictions')
export class ListJurisdictionsController {
  @Get()
  @Titled('行政区划列表', 'Jurisdictions served')
  @Reads(jurisdictions)
  @Access({
    roles: ['office', 'unit', 'assessor'],
    scope: anyone('codes and names of administrative divisions are public'),
  })
  @AnswersPage(JurisdictionAnswer, { asOf: true })
  list(
    @Query() { limit, cursor }: KnownListQuery,
    @Known() known: KnownRows,
  ): ListPage<JurisdictionRegistered['data']> {
    const page = known.of(jurisdictions).list({ limit, cursor });
    return { items: page.items.map(({ row }) => row), cursor: page.cursor };
  }
}
