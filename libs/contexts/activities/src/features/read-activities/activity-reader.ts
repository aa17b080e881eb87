import type { KnownUnit } from '#contexts/units/contracts';
import { Forbidden, type Grant } from '#platform/auth';
import { isWithin } from '#platform/values';
import type { ActivityRow } from '../../read-models/activities/activities.projection.js';
import { unitsOf } from './named-activity.js';

/**
 * An activity is read by the unit that organises it and by those that took part, whose scores come from it, and by the
 * offices under which one of them stands. Throws {@link Forbidden} for others.
 */
export function refuseReader(
  activity: ActivityRow,
  { role, jurisdiction = '', unitId, ownUnitId = unitId }: Grant,
  known: ReadonlyMap<string, Pick<KnownUnit, 'jurisdiction'>>,
): void {
  const units = unitsOf(activity);
  if (ownUnitId !== undefined && units.includes(ownUnitId)) return;
  if (role === 'unit') throw new Forbidden('another-unit');
  const places = [activity.jurisdiction, ...units.map((unit) => known.get(unit)?.jurisdiction ?? '')];
  if (!places.some((place) => isWithin(place, jurisdiction))) throw new Forbidden('outside-jurisdiction');
}
