import type { Projection, ProjectionEvent } from '#platform/projections';
import type { ActivityClosed, ActivityRegistered } from '../../domain/activity/activity.events.js';

/** An activity as planned and, once closed, as it was. */
export interface ActivityRow extends Readonly<ActivityRegistered['data']> {
  readonly status: 'registered' | 'closed';
  readonly occurredFrom?: string;
  readonly occurredTo?: string;
  readonly outcomes?: ActivityClosed['data']['outcomes'];
  readonly evidence?: ActivityClosed['data']['evidence'];
  readonly policyVersion?: number;
  readonly policyJurisdiction?: string;
  /** Why it was entered late, in the words of whoever entered it. */
  readonly backEntryReason?: string;
}

type Event =
  | ProjectionEvent<'ActivityRegistered', ActivityRegistered['data']>
  | ProjectionEvent<'ActivityClosed', ActivityClosed['data']>;

/** Every activity, by id. */
export const activities: Projection<ActivityRow, Event> = {
  name: 'activities',
  version: 1,
  handles: ['ActivityRegistered', 'ActivityClosed'],
  keysOf: ({ data }) => [data.activityId],
  evolve(row, event) {
    // Metadata is parsed when it is asked for: hardly an event is entered late.
    const reason = event.data.backEntry ? event.at.metadata.reason : undefined;
    const late = reason === undefined ? {} : { backEntryReason: reason };
    switch (event.type) {
      case 'ActivityRegistered':
        return { ...event.data, status: 'registered', ...late };
      case 'ActivityClosed':
        if (!row) throw new Error('an activity is closed that was never registered');
        return { ...row, ...late, ...event.data, status: 'closed' };
    }
  },
  indexes: {
    jurisdiction: ({ jurisdiction }) => jurisdiction,
    kind: ({ kind }) => kind,
    status: ({ status }) => status,
    organiserUnitId: ({ organiserUnitId }) => organiserUnitId,
    series: ({ series }) => series ?? null,
    plannedFrom: ({ plannedFrom }) => plannedFrom,
  },
  trees: { kind: 'none', series: 'sparse' },
};
