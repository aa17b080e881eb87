import type { CityUnit } from './city.js';
import type { Desk, GivenReceipt } from './desk.js';

export const plan = ({ id }: CityUnit, changes = {}) => ({
  title: '清洁家园',
  kind: 'volunteer-service',
  mode: 'both',
  organiserUnitId: id,
  plannedFrom: '2021-03-05',
  plannedTo: '2021-03-05',
  reason: '补录上半年台账',
  ...changes,
});

export const outcomes = (personTimes: readonly (readonly [CityUnit, number])[], more = {}) => ({
  occurredFrom: '2021-03-05',
  occurredTo: '2021-03-05',
  outcomes: {
    units: personTimes.map(([{ id: unitId }, times]) => ({ unitId, personTimes: times })),
    ...more,
  },
  evidence: [{ digest: `sha256:${'c'.repeat(64)}`, kind: '照片', title: '现场照片' }],
});

export const register = (desk: Desk, unit: CityUnit, changes = {}): Promise<GivenReceipt> =>
  desk.do('/v1/activities', plan(unit, changes));
export const close = (desk: Desk, { id }: GivenReceipt, body: object): Promise<GivenReceipt> =>
  desk.do(`/v1/activities/${id}/close`, body);
