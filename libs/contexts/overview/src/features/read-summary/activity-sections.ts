import type { ReadModel } from '#platform/projections';
import { subtreePrefix } from '#platform/values';
import {
  activityPlace,
  type ActivityOverviewRow,
  mergedActivities,
  type NamedActivities,
} from '../../read-models/activity-overview/activity-overview.projection.js';
import { rowsOf } from '../rows-of.js';
import { exact, route, type SummaryItem, type SummaryScope } from './summary-item.js';
import type { SummaryGroup, SummarySection } from './summary-page.js';

type Model = ReadModel<ActivityOverviewRow>;

const topic = 'volunteer-activity';

const sourceOf = ({ jurisdiction, year }: SummaryScope, name?: string): string =>
  route('/v1/activities', { jurisdiction, voluntary: 'true', year: `${year}`, name });

const placeOf = (kind: ActivityOverviewRow['kind'], { year, jurisdiction }: SummaryScope) => ({
  prefix: activityPlace(kind, year, subtreePrefix(jurisdiction)),
});

/** All volunteer activities of the year together. */
export const allActivities =
  (model: Model, scope: SummaryScope): SummarySection<SummaryItem> =>
  () => {
    let activities = 0;
    let personTimes = 0;
    let approximate = false;
    for (const row of rowsOf(model, { where: { place: placeOf('all', scope) } })) {
      if (row.kind !== 'all') continue;
      activities += row.activities;
      personTimes += row.personTimes;
      approximate ||= row.approximate;
    }
    const source = sourceOf(scope);
    const counted = { topic, measure: 'activities', unitOfMeasure: 'activities', source } as const;
    const taken = { topic, measure: 'personTimes', unitOfMeasure: 'personTimes', source } as const;
    return [
      {
        key: '',
        items: [exact({ ...counted, value: activities }), { ...taken, value: personTimes, approximate }],
      },
    ];
  };

/** By name, each name once however many places it was done in. */
export const namedActivities = (model: Model, scope: SummaryScope): SummarySection<SummaryItem> =>
  function* (from) {
    const where = { place: placeOf('named', scope), ...(from !== undefined && { name: { from } }) };
    let before: NamedActivities | null = null;
    for (const row of rowsOf(model, { where, orderBy: 'name' })) {
      if (row.kind !== 'named') continue;
      if (before && before.name !== row.name) yield groupOf(before, scope);
      before = mergedActivities(before?.name === row.name ? before : null, row);
    }
    if (before) yield groupOf(before, scope);
  };

function groupOf(row: NamedActivities, scope: SummaryScope): SummaryGroup<SummaryItem> {
  const { name, approximate, units, times } = row;
  const source = sourceOf(scope, name);
  const counts = ['personTimes', 'persons', 'leaflets', 'items'] as const;
  return {
    key: name,
    items: [
      // Units and times are counted one by one: what an organiser rounds are the figures beside them.
      exact({ topic, measure: 'units', name, value: units.length, unitOfMeasure: 'units', source }),
      exact({ topic, measure: 'times', name, value: times, unitOfMeasure: 'times', source }),
      ...counts.flatMap((measure): SummaryItem[] => {
        const value = row[measure];
        return value === undefined
          ? []
          : [{ topic, measure, name, value, unitOfMeasure: measure, approximate, source }];
      }),
    ],
  };
}
