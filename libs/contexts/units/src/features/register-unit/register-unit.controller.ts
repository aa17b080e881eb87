import { Body, Controller, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { Access, body } from '#platform/auth';
import type { CommandContext } from '#platform/event-sourcing';
import type { Receipt } from '#platform/event-store';
import { Context, Titled, Writes } from '#platform/http';
import { derivedId } from '#platform/values';
import { RegisterUnit } from '../../domain/unit/unit.commands.js';
import { RegisterUnitBody } from './register-unit.dto.js';

@ApiTags('units')
@Controller('v1/units')
export class RegisterUnitController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @Titled('登记单位', 'Register a unit')
  @Writes(RegisterUnit)
  @Access({ roles: ['office'], scope: body('jurisdiction') })
  register(@Body() dto: RegisterUnitBody, @Context() context: CommandContext): Promise<Receipt> {
    const { name, jurisdiction, kind, system, creditCode, headCount } = dto;
    const unitId = derivedId('unit', context.commandId);
    const data = { unitId, name, jurisdiction, kind, system, creditCode, headCount };
    return this.commands.execute(new RegisterUnit(data, context));
  }
}
