import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { Access, resolve } from '#platform/auth';
import type { CommandContext } from '#platform/event-sourcing';
import type { Receipt } from '#platform/event-store';
import { ById, Context, Titled, Writes } from '#platform/http';
import { CloseActivity } from '../../domain/activity/activity.commands.js';
import type { Outcomes } from '../../domain/activity/activity.events.js';
import { ActivityScope } from '../activity.scope.js';
import { CloseActivityBody, type OutcomesBody } from './close-activity.dto.js';

@ApiTags('activities')
@Controller('v1/activities')
export class CloseActivityController {
  constructor(private readonly commands: CommandBus) {}

  @Post(':id/close')
  @Titled('活动结项', 'Close an activity with its outcomes')
  @Writes(CloseActivity)
  @Access({ roles: ['office', 'unit'], scope: resolve(ActivityScope) })
  close(
    @Param() { id }: ById,
    @Body() dto: CloseActivityBody,
    @Context() context: CommandContext,
  ): Promise<Receipt> {
    const { occurredFrom, occurredTo, outcomes } = dto;
    const evidence = dto.evidence.map(({ digest, kind, title }) => ({ digest, kind, title }));
    const data = { activityId: id, occurredFrom, occurredTo, outcomes: outcomesOf(outcomes), evidence };
    return this.commands.execute(new CloseActivity(data, context));
  }
}

function outcomesOf(dto: OutcomesBody): Outcomes {
  const { persons, hours, leaflets, items, questionnaires, audience, approximate } = dto;
  const units = dto.units.map(({ unitId, personTimes }) => ({ unitId, personTimes }));
  return { units, persons, hours, leaflets, items, questionnaires, audience, approximate };
}
