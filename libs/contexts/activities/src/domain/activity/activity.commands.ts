import { Command } from '#platform/event-sourcing';
import type { ActivityKind, ActivityMode, Evidence, Outcomes } from './activity.events.js';

export class RegisterActivity extends Command<{
  readonly activityId: string;
  readonly title: string;
  readonly kind: ActivityKind;
  readonly mode: ActivityMode;
  readonly organiserUnitId: string;
  readonly plannedFrom: string;
  readonly plannedTo: string;
  readonly place?: string;
  readonly series?: string;
}> {
  readonly type = 'RegisterActivity';
}

export class CloseActivity extends Command<{
  readonly activityId: string;
  readonly occurredFrom: string;
  readonly occurredTo: string;
  readonly outcomes: Outcomes;
  readonly evidence: readonly Evidence[];
}> {
  readonly type = 'CloseActivity';
}

export type ActivityCommand = RegisterActivity | CloseActivity;
