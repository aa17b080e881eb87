import type { ActivityRow } from '../../read-models/activities/activities.projection.js';
import { lineOf } from './activity-line.js';

const planned: ActivityRow = {
  activityId: 'a',
  title: '示例活动',
  kind: 'visit',
  mode: 'offline',
  organiserUnitId: 'u',
  jurisdiction: '990102',
  plannedFrom: '2021-06-05',
  plannedTo: '2021-06-06',
  registeredOn: '2021-06-01',
  status: 'registered',
};

describe('a line of the list of activities', () => {
  it('is the plan of what is not closed', () => {
    expect(lineOf(planned)).toEqual(planned);
  });

  it('counts units and sums their person-times', () => {
    const units = [
      { unitId: 'u', personTimes: 4 },
      { unitId: 'v', personTimes: 3 },
    ];
    const outcomes = { units, leaflets: 20, approximate: true };
    const evidence = [{ digest: `sha256:${'a'.repeat(64)}`, kind: '照片', title: '现场' }];
    expect(lineOf({ ...planned, status: 'closed', outcomes, evidence })).toEqual({
      ...planned,
      status: 'closed',
      totals: { units: 2, personTimes: 7, leaflets: 20, approximate: true, evidence: 1 },
    });
  });
});
