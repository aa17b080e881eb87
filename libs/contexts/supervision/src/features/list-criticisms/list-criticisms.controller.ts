import { Controller, Get, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { Access, type Grant, Granted, narrowed, query } from '#platform/auth';
import {
  Answers,
  Day,
  Jurisdiction,
  Known,
  KnownListQuery,
  type KnownRows,
  problemResponses,
  Reads,
  Titled,
} from '#platform/http';
import { criticismList } from '../../read-models/criticism-list/criticism-list.projection.js';
import { type CriticismPage, ListCriticisms } from './list-criticisms.query.js';
import { CriticismPageAnswer } from './list-criticisms.answer.js';

export class CriticismQuery extends KnownListQuery {
  @Jurisdiction({ optional: true, about: '含下级 With everything below it.' })
  jurisdiction?: string;

  @Day({ optional: true, about: '签发日期起 Issued from this day on.' })
  from?: string;

  @Day({ optional: true, about: '签发日期止 Issued up to this day.' })
  to?: string;
}

@ApiTags('supervision')
@Controller('v1/criticisms')
export class ListCriticismsController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @Titled('通报批评名单', 'The criticism list')
  @Reads(ListCriticisms, criticismList)
  @Access({ roles: ['office', 'unit'], scope: narrowed(query('jurisdiction')) })
  @Answers(CriticismPageAnswer, { asOf: true })
  @problemResponses(422)
  list(
    @Query() { from, to, limit, cursor }: CriticismQuery,
    @Granted() grant: Grant,
    @Known() known: KnownRows,
  ): Promise<CriticismPage> {
    return this.queries.execute(new ListCriticisms(known, grant, from, to, limit, cursor));
  }
}
