import { unitDissolvedV1 } from '#contexts/units/contracts';
import { happened, projectionSpec } from '#platform/testing';
import { dissolvedUnits } from './dissolved-units.projection.js';

it('a dissolved unit is kept with both its dates: the day it is gone from, and when that was recorded', () => {
  const recordedAt = '2021-07-01T01:00:00.000Z';
  const dissolved = happened(
    unitDissolvedV1,
    { unitId: 'u', dissolvedOn: '2021-05-31' },
    { ordinal: 7, metadata: { recordedAt } },
  );
  expect(projectionSpec(dissolvedUnits).given([dissolved]).rows).toEqual(
    new Map([['u', { dissolvedOn: '2021-05-31', ordinal: 7, recordedAt }]]),
  );
});
