import type { ActivityRow } from '../../read-models/activities/activities.projection.js';

type Measures = Omit<NonNullable<ActivityRow['outcomes']>, 'units'>;

/** How many units took part, how many documents prove it, and the measures. */
export interface ActivityTotals extends Measures {
  readonly units: number;
  readonly personTimes: number;
  readonly evidence: number;
}

/** One line of the list: who took part and the evidence are on the activity's own route. */
export interface ActivityLine extends Omit<ActivityRow, 'outcomes' | 'evidence'> {
  /** Of a closed activity. */
  readonly totals?: ActivityTotals;
}

export function lineOf({ outcomes, evidence = [], ...line }: ActivityRow): ActivityLine {
  if (!outcomes) return line;
  const { units, ...measures } = outcomes;
  const personTimes = units.reduce((sum, unit) => sum + unit.personTimes, 0);
  return { ...line, totals: { units: units.length, personTimes, ...measures, evidence: evidence.length } };
}
