import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { Access, body, query } from '#platform/auth';
import type { CommandContext } from '#platform/event-sourcing';
import { DeciderRepository, policyInForce, type Receipt } from '#platform/event-store';
import { Answers, Context, PolicyQuery, Reads, Titled, Writes } from '#platform/http';
import { AdoptNumberingPolicy } from '../../domain/numbering-policy/numbering-policy.commands.js';
import { numberingPolicy } from '../../domain/numbering-policy/numbering-policy.decider.js';
import { NumberingPolicyAnswer } from './adopt-numbering-policy.answer.js';
import { AdoptNumberingPolicyBody } from './adopt-numbering-policy.dto.js';

@ApiTags('policies')
@Controller('v1/policies/documents')
export class AdoptNumberingPolicyController {
  constructor(
    private readonly commands: CommandBus,
    private readonly repository: DeciderRepository,
  ) {}

  @Post()
  @Titled('发布文号规则', 'Adopt a version of the numbering rules')
  @Writes(AdoptNumberingPolicy)
  @Access({ roles: ['office'], scope: body('jurisdiction') })
  adopt(@Body() dto: AdoptNumberingPolicyBody, @Context() context: CommandContext): Promise<Receipt> {
    const { jurisdiction, effectiveFrom, rules } = dto;
    const { issuerCode, gapless } = rules;
    const data = { jurisdiction, effectiveFrom, rules: { issuerCode, gapless } };
    return this.commands.execute(new AdoptNumberingPolicy(data, context));
  }

  @Get()
  @Titled('现行文号规则', 'The numbering rules in force')
  @Reads()
  @Access({ roles: ['office'], scope: query('jurisdiction') })
  @Answers(NumberingPolicyAnswer)
  read(@Query() { jurisdiction, on }: PolicyQuery) {
    return policyInForce(this.repository, numberingPolicy, jurisdiction, on, '/on');
  }
}
