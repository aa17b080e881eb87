import { happened, projectionSpec } from '#platform/testing';
import { activities } from './activities.projection.js';

const plan = {
  activityId: 'a',
  title: '示例活动',
  kind: 'training' as const,
  mode: 'both' as const,
  organiserUnitId: 'u',
  jurisdiction: '990102',
  plannedFrom: '2021-06-05',
  plannedTo: '2021-06-06',
  place: '示例会堂',
  series: '培训',
  registeredOn: '2021-06-01',
};
const { place: _, plannedFrom: _from, plannedTo: _to, registeredOn: _on, ...carried } = plan;
const outcome = {
  ...carried,
  occurredFrom: '2021-06-05',
  occurredTo: '2021-06-05',
  outcomes: { units: [{ unitId: 'u', personTimes: 9 }] },
  evidence: [],
};
const reason = { metadata: { reason: '补录' } };

describe('the list of activities', () => {
  it('shows the plan of a registered activity', () => {
    const spec = projectionSpec(activities).given([happened('ActivityRegistered', plan)]);
    expect(spec.row('a')).toEqual({ ...plan, status: 'registered' });
    expect(spec.indexes('a')).toEqual({
      jurisdiction: '990102',
      kind: 'training',
      voluntary: 0,
      open: 1,
      organiserUnitId: 'u',
      series: '培训',
      name: '培训',
      plannedFrom: '2021-06-05',
      occurredTo: null,
    });
  });

  it('shows plan and outcomes of a closed one', () => {
    const spec = projectionSpec(activities).given([
      happened('ActivityRegistered', plan),
      happened('ActivityClosed', outcome),
    ]);
    expect(spec.row('a')).toEqual({ ...plan, ...outcome, status: 'closed' });
    expect(spec.indexes('a')).toMatchObject({ open: null, occurredTo: outcome.occurredTo });
  });

  it('finds activities that belong to no series', () => {
    const { series: __, ...single } = plan;
    const spec = projectionSpec(activities).given([happened('ActivityRegistered', single)]);
    expect(spec.indexes('a')).toMatchObject({ series: null, name: single.title });
  });

  it('shows back-entry with its reason, from registration or from closing', () => {
    const late = happened('ActivityRegistered', { ...plan, backEntry: true as const }, reason);
    expect(projectionSpec(activities).given([late]).row('a')).toMatchObject({
      backEntry: true,
      backEntryReason: '补录',
    });
    const early = happened('ActivityClosed', { ...outcome, backEntry: true as const }, reason);
    expect(
      projectionSpec(activities)
        .given([happened('ActivityRegistered', plan), early])
        .row('a'),
    ).toMatchObject({ backEntry: true, backEntryReason: '补录' });
  });

  it('refuses to close what was never registered', () => {
    expect(() => projectionSpec(activities).given([happened('ActivityClosed', outcome)])).toThrow(
      /never registered/,
    );
  });
});
