import { Controller, Get, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { Access, type Grant, Granted, narrowed, query } from '#platform/auth';
import {
  Answers,
  AnswersAsOf,
  AsOf,
  Day,
  Jurisdiction,
  ListQuery,
  problemResponses,
  Reads,
  Titled,
} from '#platform/http';
import { asOfPlace } from '#platform/projections';
import { criticismList } from '../../read-models/criticism-list/criticism-list.projection.js';
import { type CriticismPage, ListCriticisms } from './list-criticisms.query.js';
import { CriticismPageAnswer } from './list-criticisms.answer.js';

export class CriticismQuery extends ListQuery {
  @Jurisdiction({ optional: true, about: '含下级 With everything below it.' })
  jurisdiction?: string;

  @Day({ optional: true, about: '签发日期起 Issued from this day on.' })
  from?: string;

  @Day({ optional: true, about: '签发日期止 Issued up to this day.' })
  to?: string;

  @AsOf()
  asOf?: string;
}

@ApiTags('supervision')
@Controller('v1/criticisms')
export class ListCriticismsController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @Titled('通报批评名单', 'The criticism list')
  @Reads(ListCriticisms, criticismList)
  @Access({ roles: ['office', 'unit'], scope: narrowed(query('jurisdiction')) })
  @Answers(CriticismPageAnswer)
  @AnswersAsOf()
  @problemResponses(422)
  list(
    @Query() { from, to, limit, cursor, asOf }: CriticismQuery,
    @Granted() grant: Grant,
  ): Promise<CriticismPage> {
    return this.queries.execute(
      new ListCriticisms(grant, from, to, limit, cursor, asOf === undefined ? undefined : asOfPlace(asOf)),
    );
  }
}
