import { Injectable } from '@nestjs/common';
import type { AccessRequest, Scope, ScopeResolver } from '#platform/auth';
import { DeciderRepository } from '#platform/event-store';
import { NotFoundProblem } from '#platform/http';
import { activity, activityStream } from '../domain/activity/activity.decider.js';

const ACTIVITY_ID = /^[0-9a-f-]{36}$/;

/** Where an activity's organiser stands, and the organiser; read from its stream. */
@Injectable()
export class ActivityScope implements ScopeResolver {
  constructor(private readonly repository: DeciderRepository) {}

  async scopeOf(request: AccessRequest): Promise<Scope> {
    const { id = '' } = request.params as { id?: string };
    if (!ACTIVITY_ID.test(id)) throw new NotFoundProblem('activity-not-found');
    const { state } = await this.repository.load(activity, activityStream(id));
    if (state.status === 'unregistered') throw new NotFoundProblem('activity-not-found');
    return { jurisdiction: state.plan.jurisdiction, unitId: state.plan.organiserUnitId };
  }
}
