import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Access, type Grant, Granted, narrowed, query } from '#platform/auth';
import {
  AnswersPage,
  CLOCK,
  Day,
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
import {
  policies,
  POLICY_CONTEXTS,
  type PolicyContext,
  type PolicyRow,
} from '../../read-models/policies/policies.projection.js';
import { type PolicyLine, PolicyLineAnswer } from './list-policies.answer.js';

export class PolicyListQuery extends KnownListQuery {
  @Jurisdiction({ optional: true, about: '含下级 With everything below it.' })
  jurisdiction?: string;

  @OneOf(POLICY_CONTEXTS, { optional: true })
  context?: PolicyContext;

  @Day({ optional: true, about: '只列当日有效的 Only those in force on this day; without it, all.' })
  on?: string;
}

@ApiTags('policies')
@Controller('v1/policies')
export class ListPoliciesController {
  constructor(@Inject(CLOCK) private readonly clock: Clock) {}

  @Get()
  @Titled('规则列表', 'Policies of a jurisdiction, with their versions')
  @Reads(policies)
  @Access({ roles: ['office'], scope: narrowed(query('jurisdiction')) })
  @AnswersPage(PolicyLineAnswer, { asOf: true })
  list(
    @Query() { context, on, limit, cursor }: PolicyListQuery,
    @Granted() { jurisdiction = '' }: Grant,
    @Known() known: KnownRows,
  ): ListPage<PolicyLine> {
    const where = {
      jurisdiction: { prefix: subtreePrefix(jurisdiction) },
      ...(context && { context }),
      ...(on !== undefined && { since: { to: on } }),
    };
    const page = known.of(policies).list({ where, limit, cursor });
    const day = on ?? shanghaiDate(this.clock.now());
    return { items: page.items.map(({ row }) => lineOn(row, day)), cursor: page.cursor };
  }
}

function lineOn(row: PolicyRow, day: string): PolicyLine {
  const inForce = row.versions.findLast(({ effectiveFrom }) => effectiveFrom <= day)?.version;
  return { ...row, ...(inForce !== undefined && { inForce }) };
}
