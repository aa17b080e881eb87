import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { Access, body, query } from '#platform/auth';
import type { CommandContext } from '#platform/event-sourcing';
import { DeciderRepository, policyInForce, type Receipt } from '#platform/event-store';
import { Answers, Context, PolicyQuery, Reads, Titled, Writes } from '#platform/http';
import { AdoptTitlePolicy } from '../../domain/title-policy/title-policy.commands.js';
import { titlePolicy } from '../../domain/title-policy/title-policy.decider.js';
import { TitlePolicyAnswer } from './adopt-title-policy.answer.js';
import { AdoptTitlePolicyBody, titleRules } from './adopt-title-policy.dto.js';

@ApiTags('policies')
@Controller('v1/policies/titles')
export class AdoptTitlePolicyController {
  constructor(
    private readonly commands: CommandBus,
    private readonly repository: DeciderRepository,
  ) {}

  @Post()
  @Titled('发布称号规则', 'Adopt a version of the title policy')
  @Writes(AdoptTitlePolicy)
  @Access({ roles: ['office'], scope: body('jurisdiction') })
  adopt(@Body() dto: AdoptTitlePolicyBody, @Context() context: CommandContext): Promise<Receipt> {
    const { jurisdiction, effectiveFrom, rules } = dto;
    const data = { jurisdiction, effectiveFrom, rules: titleRules(rules) };
    return this.commands.execute(new AdoptTitlePolicy(data, context));
  }

  @Get()
  @Titled('现行称号规则', 'The title policy in force')
  @Reads()
  @Access({ roles: ['office'], scope: query('jurisdiction') })
  @Answers(TitlePolicyAnswer)
  read(@Query() { jurisdiction, on }: PolicyQuery) {
    return policyInForce(this.repository, titlePolicy, jurisdiction, on, '/on');
  }
}
