import { Forbidden, type Grant } from '#platform/auth';
import type { ActivityRow } from '../../read-models/activities/activities.projection.js';
import { refuseReader } from './activity-reader.js';

const closed = {
  organiserUnitId: 'host',
  jurisdiction: '990102',
  outcomes: { units: [{ unitId: 'host' }, { unitId: 'guest' }] },
} as unknown as ActivityRow;
const planned = { organiserUnitId: 'host', jurisdiction: '990102' } as unknown as ActivityRow;
const known = new Map([
  ['host', { jurisdiction: '990102' }],
  ['guest', { jurisdiction: '990103' }],
]);

const unit = (unitId: string): Grant => ({ actor: 'u', role: 'unit', unitId, ownUnitId: unitId });
const office = (jurisdiction: string, ownUnitId?: string): Grant => ({
  actor: 'o',
  role: 'office',
  jurisdiction,
  ...(ownUnitId !== undefined && { ownUnitId }),
});

/** `read`, or why not. */
function outcome(activity: ActivityRow, grant: Grant): string {
  try {
    refuseReader(activity, grant, known);
    return 'read';
  } catch (error) {
    if (error instanceof Forbidden) return error.code;
    throw error;
  }
}

describe('an activity', () => {
  it('is read by its organiser and by who took part, not by another unit', () => {
    expect(['host', 'guest', 'stranger'].map((id) => outcome(closed, unit(id)))).toEqual([
      'read',
      'read',
      'another-unit',
    ]);
    expect(outcome(planned, unit('guest'))).toBe('another-unit');
  });

  it('is read by the offices above any of them, and by no other', () => {
    expect(['990102', '990103', '990100', '000000'].map((place) => outcome(closed, office(place)))).toEqual(
      Array(4).fill('read'),
    );
    expect(['990104', '990200'].map((place) => outcome(closed, office(place)))).toEqual(
      Array(2).fill('outside-jurisdiction'),
    );
    expect(outcome(planned, office('990103'))).toBe('outside-jurisdiction');
  });

  it('is read by an office elsewhere that speaks for a unit which took part', () => {
    expect(outcome(closed, office('990200', 'guest'))).toBe('read');
  });
});
