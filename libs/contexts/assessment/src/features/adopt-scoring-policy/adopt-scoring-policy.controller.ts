import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { Access, body, query } from '#platform/auth';
import type { CommandContext } from '#platform/event-sourcing';
import { DeciderRepository, policyInForce, type Receipt } from '#platform/event-store';
import { Answers, Context, PolicyQuery, Reads, Titled, Writes } from '#platform/http';
import { AdoptScoringPolicy } from '../../domain/scoring-policy/scoring-policy.commands.js';
import { scoringPolicy } from '../../domain/scoring-policy/scoring-policy.decider.js';
import { ScoringPolicyAnswer } from './adopt-scoring-policy.answer.js';
import { AdoptScoringPolicyBody, rulesOf } from './adopt-scoring-policy.dto.js';

@ApiTags('policies')
@Controller('v1/policies/assessment')
export class AdoptScoringPolicyController {
  constructor(
    private readonly commands: CommandBus,
    private readonly repository: DeciderRepository,
  ) {}

  @Post()
  @Titled('发布评分规则', 'Adopt a version of the scoring rules')
  @Writes(AdoptScoringPolicy)
  @Access({ roles: ['office'], scope: body('jurisdiction') })
  adopt(@Body() dto: AdoptScoringPolicyBody, @Context() context: CommandContext): Promise<Receipt> {
    const { jurisdiction, effectiveFrom, rules } = dto;
    const data = { jurisdiction, effectiveFrom, rules: rulesOf(rules) };
    return this.commands.execute(new AdoptScoringPolicy(data, context));
  }

  @Get()
  @Titled('现行评分规则', 'The scoring rules in force')
  @Reads()
  @Access({ roles: ['office'], scope: query('jurisdiction') })
  @Answers(ScoringPolicyAnswer)
  read(@Query() { jurisdiction, on }: PolicyQuery) {
    return policyInForce(this.repository, scoringPolicy, jurisdiction, on, '/on');
  }
}
