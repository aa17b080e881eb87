import type { EventCatalogue } from '#platform/event-sourcing';
import type { ActivitiesPolicyAdopted } from './domain/activities-policy/activities-policy.events.js';
import type { ActivityClosed, ActivityEvent } from './domain/activity/activity.events.js';

export type ActivitiesEvent = ActivityEvent | ActivitiesPolicyAdopted;

export const activitiesEvents = {
  ActivityRegistered: { version: 1, meaning: 'An activity is planned and registered.', words: '登记活动' },
  ActivityClosed: {
    version: 1,
    meaning: 'An activity is closed with what it came to.',
    words: '活动结项',
    occurredOn: ({ occurredTo }: ActivityClosed['data']) => occurredTo,
  },
  ActivitiesPolicyAdopted: {
    version: 1,
    meaning: 'A jurisdiction adopts a version of what it asks of activities.',
    words: '发布活动管理规则',
    occurredOn: ({ effectiveFrom }: ActivitiesPolicyAdopted['data']) => effectiveFrom,
  },
} satisfies EventCatalogue<ActivitiesEvent['type']>;
