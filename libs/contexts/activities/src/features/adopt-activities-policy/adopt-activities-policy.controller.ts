import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { Access, body, query } from '#platform/auth';
import type { CommandContext } from '#platform/event-sourcing';
import { DeciderRepository, policyInForce, type Receipt } from '#platform/event-store';
import { Answers, Context, PolicyQuery, Reads, Titled, Writes } from '#platform/http';
import { AdoptActivitiesPolicy } from '../../domain/activities-policy/activities-policy.commands.js';
import { activitiesPolicy } from '../../domain/activities-policy/activities-policy.decider.js';
import { ActivitiesPolicyAnswer } from './adopt-activities-policy.answer.js';
import { AdoptActivitiesPolicyBody } from './adopt-activities-policy.dto.js';

@ApiTags('policies')
@Controller('v1/policies/activities')
export class AdoptActivitiesPolicyController {
  constructor(
    private readonly commands: CommandBus,
    private readonly repository: DeciderRepository,
  ) {}

  @Post()
  @Titled('发布活动管理规则', 'Adopt a version of the activities policy')
  @Writes(AdoptActivitiesPolicy)
  @Access({ roles: ['office'], scope: body('jurisdiction') })
  adopt(@Body() dto: AdoptActivitiesPolicyBody, @Context() context: CommandContext): Promise<Receipt> {
    const { jurisdiction, effectiveFrom, rules } = dto;
    const data = {
      jurisdiction,
      effectiveFrom,
      rules: { evidenceRequiredFor: [...new Set(rules.evidenceRequiredFor)] },
    };
    return this.commands.execute(new AdoptActivitiesPolicy(data, context));
  }

  @Get()
  @Titled('现行活动管理规则', 'The activities policy in force')
  @Reads()
  @Access({ roles: ['office'], scope: query('jurisdiction') })
  @Answers(ActivitiesPolicyAnswer)
  read(@Query() { jurisdiction, on }: PolicyQuery) {
    return policyInForce(this.repository, activitiesPolicy, jurisdiction, on, '/on');
  }
}
