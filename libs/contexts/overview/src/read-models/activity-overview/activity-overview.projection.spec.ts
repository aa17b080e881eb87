import { activityClosedV1, type ActivityClosedV1 } from '#contexts/activities/contracts';
import { happened, projectionSpec } from '#platform/testing';
import { activityOverview, mergedActivities, type NamedActivities } from './activity-overview.projection.js';

const closed = (
  outcomes: ActivityClosedV1['outcomes'],
  changes: Partial<Omit<ActivityClosedV1, 'outcomes'>> = {},
) =>
  happened<typeof activityClosedV1, ActivityClosedV1>(activityClosedV1, {
    activityId: 'activity',
    title: '清洁家园',
    kind: 'volunteer-service',
    mode: 'offline',
    organiserUnitId: 'a',
    jurisdiction: '990102',
    occurredFrom: '2021-03-01',
    occurredTo: '2021-03-02',
    outcomes,
    evidence: [],
    ...changes,
  });
const took = (...units: readonly (readonly [string, number])[]) => ({
  units: units.map(([unitId, personTimes]) => ({ unitId, personTimes })),
});
const after = (...events: readonly ReturnType<typeof closed>[]) =>
  projectionSpec(activityOverview).given(events);

const KEY = 'named:2021:990102:清洁家园';

describe('the overview of activities', () => {
  it('sums what activities of one name came to, and counts each unit once', () => {
    const spec = after(
      closed({ ...took(['a', 3], ['b', 1]), persons: 4, leaflets: 20 }),
      closed({ ...took(['b', 2]), leaflets: 5, items: 7, approximate: true }),
    );
    expect(spec.row(KEY)).toEqual({
      kind: 'named',
      jurisdiction: '990102',
      year: '2021',
      name: '清洁家园',
      units: ['a', 'b'],
      times: 2,
      personTimes: 6,
      persons: 4,
      leaflets: 25,
      items: 7,
      approximate: true,
    });
    expect(spec.indexes(KEY)).toEqual({ place: 'named:2021:990102', name: '清洁家园' });
  });

  it('keeps measures nobody counted away', () => {
    expect(after(closed(took(['a', 1]))).row(KEY)).not.toHaveProperty('persons');
  });

  it('names activities by their series where they have one', () => {
    const spec = after(
      closed(took(['a', 1]), { series: '护河行动', title: '第一次' }),
      closed(took(['a', 1]), { series: '护河行动', title: '第二次' }),
    );
    expect(spec.row('named:2021:990102:护河行动')).toMatchObject({
      times: 2,
      units: ['a'],
    });
  });

  it('sums all activities of a jurisdiction and year', () => {
    const spec = after(
      closed(took(['a', 3])),
      closed(took(['b', 1]), { title: '敬老', occurredTo: '2022-01-01' }),
    );
    expect(spec.row('all:2021:990102')).toEqual({
      kind: 'all',
      jurisdiction: '990102',
      year: '2021',
      activities: 1,
      personTimes: 3,
      approximate: false,
    });
    expect(spec.row('all:2022:990102')).toMatchObject({ activities: 1, personTimes: 1 });
    expect(spec.indexes('all:2021:990102')).toEqual({ place: 'all:2021:990102', name: null });
  });

  it('counts law popularisation, and no other kind, as volunteering', () => {
    expect(after(closed(took(['a', 1]), { kind: 'law-popularisation' })).row(KEY)).toMatchObject({
      times: 1,
    });
    expect(after(closed(took(['a', 1]), { kind: 'lecture' })).rows.size).toBe(0);
  });

  it('merges places by uniting their units and adding the rest', () => {
    const row = (jurisdiction: string, ...units: string[]): NamedActivities => ({
      kind: 'named',
      jurisdiction,
      year: '2021',
      name: '清洁家园',
      units,
      times: 1,
      personTimes: 2,
      approximate: jurisdiction === '990103',
    });
    expect(
      mergedActivities(row('990102', 'a', 'b'), { ...row('990103', 'b', 'c'), leaflets: 5 }),
    ).toMatchObject({
      units: ['a', 'b', 'c'],
      times: 2,
      personTimes: 4,
      leaflets: 5,
      approximate: true,
    });
    expect(mergedActivities(null, row('990103', 'b'))).toEqual(row('990103', 'b'));
  });
});
