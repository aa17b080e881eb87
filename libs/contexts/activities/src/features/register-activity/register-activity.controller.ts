import { Body, Controller, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { Access, resolve } from '#platform/auth';
import type { CommandContext } from '#platform/event-sourcing';
import type { Receipt } from '#platform/event-store';
import { Context, Titled, Writes } from '#platform/http';
import { derivedId } from '#platform/values';
import { RegisterActivity } from '../../domain/activity/activity.commands.js';
import { OrganiserScope } from './organiser.scope.js';
import { RegisterActivityBody } from './register-activity.dto.js';

@ApiTags('activities')
@Controller('v1/activities')
export class RegisterActivityController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @Titled('登记活动', 'Register an activity')
  @Writes(RegisterActivity)
  @Access({ roles: ['office', 'unit'], scope: resolve(OrganiserScope) })
  register(@Body() dto: RegisterActivityBody, @Context() context: CommandContext): Promise<Receipt> {
    const { title, kind, mode, organiserUnitId, plannedFrom, plannedTo, place, series } = dto;
    const activityId = derivedId('activity', context.commandId);
    const data = { activityId, title, kind, mode, organiserUnitId, plannedFrom, plannedTo, place, series };
    return this.commands.execute(new RegisterActivity(data, context));
  }
}
