import { Body, Controller, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { Access, body } from '#platform/auth';
import type { CommandContext } from '#platform/event-sourcing';
import type { Receipt } from '#platform/event-store';
import { Context, Titled, Writes } from '#platform/http';
import { RegisterJurisdiction } from '../../domain/jurisdiction/jurisdiction.commands.js';
import { RegisterJurisdictionBody } from './register-jurisdiction.dto.js';

@ApiTags('units')
@Controller('v1/jurisdictions')
export class RegisterJurisdictionController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @Titled('登记行政区划', 'Register a jurisdiction')
  @Writes(RegisterJurisdiction)
  @Access({ roles: ['office'], scope: body('code') })
  register(
    @Body() { code, name, level }: RegisterJurisdictionBody,
    @Context() context: CommandContext,
  ): Promise<Receipt> {
    return this.commands.execute(new RegisterJurisdiction({ code, name, level }, context));
  }
}
