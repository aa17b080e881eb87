import { type LateEntry, type Projection, type ProjectionEvent, reasonOf } from '#platform/projections';
import { VOLUNTARY_KINDS } from '../../contracts/index.js';
import type { ActivityClosed, ActivityRegistered } from '../../domain/activity/activity.events.js';

/** An activity as planned and, once closed, as it was. */
export interface ActivityRow extends Readonly<ActivityRegistered['data']>, LateEntry {
  readonly status: 'registered' | 'closed';
  readonly occurredFrom?: string;
  readonly occurredTo?: string;
  readonly outcomes?: ActivityClosed['data']['outcomes'];
  readonly evidence?: ActivityClosed['data']['evidence'];
  readonly policyVersion?: number;
  readonly policyJurisdiction?: string;
}

type Event =
  | ProjectionEvent<'ActivityRegistered', ActivityRegistered['data']>
  | ProjectionEvent<'ActivityClosed', ActivityClosed['data']>;

/** Every activity, by id. */
export const activities: Projection<ActivityRow, Event> = {
  name: 'activities',
  version: 2,
  handles: ['ActivityRegistered', 'ActivityClosed'],
  keysOf: ({ data }) => [data.activityId],
  evolve(row, event) {
    const late = event.data.backEntry ? reasonOf('backEntryReason', event.at) : {};
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
    voluntary: ({ kind }) => (VOLUNTARY_KINDS.includes(kind) ? 1 : 0),
    // Nearly all are closed, for good: only those that are not are looked up by it.
    open: ({ status }) => (status === 'closed' ? null : 1),
    organiserUnitId: ({ organiserUnitId }) => organiserUnitId,
    series: ({ series }) => series ?? null,
    name: ({ series, title }) => series ?? title,
    plannedFrom: ({ plannedFrom }) => plannedFrom,
    occurredTo: ({ occurredTo }) => occurredTo ?? null,
  },
  trees: {
    kind: 'none',
    voluntary: 'none',
    open: 'sparse',
    series: 'sparse',
    plannedFrom: 'sorted',
    occurredTo: 'sparse',
  },
};
