import type { ActivityClosed, ActivityRegistered } from '../domain/activity/activity.events.js';
import { publishActivities } from './publish-activities.js';

const registered: ActivityRegistered = {
  type: 'ActivityRegistered',
  data: {
    activityId: 'a',
    title: '示例活动',
    kind: 'lecture',
    mode: 'online',
    organiserUnitId: 'u',
    jurisdiction: '990102',
    plannedFrom: '2021-05-05',
    plannedTo: '2021-05-06',
    place: '示例会堂',
    registeredOn: '2021-06-01',
    backEntry: true,
  },
};
const closed: ActivityClosed = {
  type: 'ActivityClosed',
  data: {
    activityId: 'a',
    title: '示例活动',
    kind: 'lecture',
    mode: 'online',
    series: '宣讲',
    organiserUnitId: 'u',
    jurisdiction: '990102',
    occurredFrom: '2021-05-05',
    occurredTo: '2021-05-06',
    outcomes: { units: [{ unitId: 'u', personTimes: 5 }], persons: 4, hours: '1.5', approximate: true },
    evidence: [{ digest: `sha256:${'a'.repeat(64)}`, kind: 'photo', title: '现场照片' }],
    backEntry: true,
    policyVersion: 1,
    policyJurisdiction: '990100',
  },
};

describe('what activities publish', () => {
  it('tells of a registration what was planned', () => {
    const { place: _, registeredOn: __, ...planned } = registered.data;
    expect(publishActivities(registered)).toEqual([
      { type: 'civitas.activities.activity-registered.v1', key: 'a', data: planned },
    ]);
  });

  it('tells of a closing all its outcomes', () => {
    expect(publishActivities(closed)).toEqual([
      { type: 'civitas.activities.activity-closed.v1', key: 'a', data: closed.data },
    ]);
  });

  it('tells of a policy its version and day, and keeps the rules inside', () => {
    expect(
      publishActivities({
        type: 'ActivitiesPolicyAdopted',
        data: {
          jurisdiction: '990100',
          version: 1,
          effectiveFrom: '2021-01-01',
          rules: { evidenceRequiredFor: [] },
        },
      }),
    ).toEqual([
      {
        type: 'civitas.activities.activities-policy-adopted.v1',
        key: '990100',
        data: { jurisdiction: '990100', version: 1, effectiveFrom: '2021-01-01' },
      },
    ]);
  });
});
