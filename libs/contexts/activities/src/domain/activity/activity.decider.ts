import { type Decider, type PolicyAdopted, rejections } from '#platform/event-sourcing';
import type { ActivitiesRules } from '../activities-policy/activities-policy.events.js';
import type { ActivityCommand, CloseActivity, RegisterActivity } from './activity.commands.js';
import type { ActivityClosed, ActivityEvent, ActivityRegistered } from './activity.events.js';

export type ActivityRejection =
  | 'activity-not-registered'
  | 'activity-already-registered'
  | 'activity-already-closed'
  | 'planned-to-before-from'
  | 'back-entry-needs-reason'
  | 'occurred-to-before-from'
  | 'occurred-in-future'
  | 'participant-listed-twice'
  | 'evidence-listed-twice'
  | 'evidence-required';

export type Activity =
  | { readonly status: 'unregistered' }
  | { readonly status: 'registered'; readonly plan: ActivityRegistered['data'] }
  | { readonly status: 'closed'; readonly plan: ActivityRegistered['data'] };

export interface ActivityFacts {
  /** GB/T 2260 code of where the organiser stands. */
  readonly jurisdiction: string;
  /** The activities policy in force where and when it took place; null where there is none. */
  readonly policy: PolicyAdopted<ActivitiesRules> | null;
}

const rejected = rejections<ActivityRejection>();

export const activityStream = (activityId: string): string => `activities.activity-${activityId}`;

/** An activity (活动) is registered with its plan and closed once with what it came to. */
export const activity: Decider<ActivityCommand, Activity, ActivityEvent, ActivityFacts> = {
  initialState: { status: 'unregistered' },
  decide(command, state, facts) {
    switch (command.type) {
      case 'RegisterActivity':
        return register(command, state, facts);
      case 'CloseActivity':
        return close(command, state, facts);
    }
  },
  evolve(state, event) {
    switch (event.type) {
      case 'ActivityRegistered':
        return { status: 'registered', plan: event.data };
      case 'ActivityClosed':
        return state.status === 'registered' ? { status: 'closed', plan: state.plan } : state;
    }
  },
};

function register(
  { data, context }: RegisterActivity,
  state: Activity,
  { jurisdiction }: ActivityFacts,
): readonly ActivityRegistered[] {
  if (state.status !== 'unregistered') throw rejected('activity-already-registered');
  if (data.plannedTo < data.plannedFrom) throw rejected('planned-to-before-from', { pointer: '/plannedTo' });
  const backEntry = data.plannedFrom < context.today;
  if (backEntry && !context.reason)
    throw rejected('back-entry-needs-reason', { pointer: '/reason', begins: data.plannedFrom });
  return [
    {
      type: 'ActivityRegistered',
      data: { ...data, jurisdiction, registeredOn: context.today, ...(backEntry && { backEntry }) },
    },
  ];
}

function close(
  { data, context }: CloseActivity,
  state: Activity,
  { policy }: ActivityFacts,
): readonly ActivityClosed[] {
  if (state.status === 'unregistered') throw rejected('activity-not-registered');
  if (state.status === 'closed') throw rejected('activity-already-closed');
  const { activityId, occurredFrom, occurredTo, outcomes, evidence } = data;
  if (occurredTo < occurredFrom) throw rejected('occurred-to-before-from', { pointer: '/occurredTo' });
  if (occurredTo > context.today) throw rejected('occurred-in-future', { pointer: '/occurredTo' });
  refuseTwice(outcomes, evidence);
  const { title, kind, mode, series, organiserUnitId, jurisdiction, registeredOn } = state.plan;
  if (evidence.length === 0 && policy?.rules.evidenceRequiredFor.includes(kind))
    throw rejected('evidence-required', { pointer: '/evidence', kind, ...judgedBy(policy) });
  // A plan for next week whose activity took place last week was entered after it happened, too.
  const backEntry = state.plan.backEntry ?? occurredFrom < registeredOn;
  if (backEntry && !state.plan.backEntry && !context.reason)
    throw rejected('back-entry-needs-reason', { pointer: '/reason', begins: occurredFrom });
  return [
    {
      type: 'ActivityClosed',
      data: {
        activityId,
        title,
        kind,
        mode,
        ...(series !== undefined && { series }),
        organiserUnitId,
        jurisdiction,
        occurredFrom,
        occurredTo,
        outcomes,
        evidence,
        ...(backEntry && { backEntry }),
        ...(policy && judgedBy(policy)),
      },
    },
  ];
}

function refuseTwice(
  { units }: CloseActivity['data']['outcomes'],
  evidence: CloseActivity['data']['evidence'],
): void {
  const unit = firstRepeated(units.map(({ unitId }) => unitId));
  if (unit >= 0) throw rejected('participant-listed-twice', { pointer: `/outcomes/units/${unit}/unitId` });
  const document = firstRepeated(evidence.map(({ digest }) => digest));
  if (document >= 0) throw rejected('evidence-listed-twice', { pointer: `/evidence/${document}/digest` });
}

function firstRepeated(values: readonly string[]): number {
  const seen = new Set<string>();
  return values.findIndex((value) => seen.size === seen.add(value).size);
}

const judgedBy = ({ version, jurisdiction }: PolicyAdopted<ActivitiesRules>) => ({
  policyVersion: version,
  policyJurisdiction: jurisdiction,
});
