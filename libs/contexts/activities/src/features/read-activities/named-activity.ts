import { nameOf, type NamesOfUnits, type UnitName, withNames } from '#contexts/units/contracts';
import type { Outcomes } from '../../domain/activity/activity.events.js';
import type { ActivityRow } from '../../read-models/activities/activities.projection.js';

/** The organiser's name, absent where the unit is not known. */
export interface OrganiserName {
  readonly organiserUnitName?: string;
}

export type NamedParticipation = Outcomes['units'][number] & UnitName;

export interface NamedOutcomes extends Outcomes {
  readonly units: readonly NamedParticipation[];
}

/** An activity with the names of its units. */
export interface NamedActivity extends ActivityRow, OrganiserName {
  readonly outcomes?: NamedOutcomes;
}

/** The units an activity names, the organiser first. */
export const unitsOf = ({ organiserUnitId, outcomes }: ActivityRow): readonly string[] => [
  organiserUnitId,
  ...(outcomes?.units ?? []).map(({ unitId }) => unitId),
];

export function named(activity: ActivityRow, known: NamesOfUnits): NamedActivity {
  const { outcomes } = activity;
  const units = outcomes && { ...outcomes, units: withNames(outcomes.units, known) };
  return { ...withOrganiser(activity, known), ...(units && { outcomes: units }) };
}

export function withOrganiser<Line extends Pick<ActivityRow, 'organiserUnitId'>>(
  line: Line,
  known: NamesOfUnits,
): Line & OrganiserName {
  const { unitName: organiserUnitName } = nameOf(line.organiserUnitId, known);
  return organiserUnitName === undefined ? line : { ...line, organiserUnitName };
}
