import { type Fact, figure, place } from './facts.js';
import { type Finding, finding, isRounded, onSummary, type Reader, written } from './finding.js';

interface ActivityLine {
  readonly activityId: string;
  readonly title: string;
  readonly series?: string;
  readonly kind: string;
}

interface Activity {
  readonly occurredFrom: string;
  readonly occurredTo: string;
  readonly outcomes: {
    readonly units: readonly { readonly unitId: string; readonly personTimes: number }[];
    readonly approximate?: boolean;
    readonly leaflets?: number;
    readonly items?: number;
  };
}

const FIGURES = ['units', 'personTimes', 'times', 'leaflets', 'items'] as const;

/**
 * The activities of a fact by their name (of the series, else the title), or all volunteer service where the fact names
 * none: their figures with `approximate`, and their first and last day where the fact gives them.
 */
export async function checkActivity(reader: Reader, one: Fact): Promise<Finding[]> {
  const name = typeof one['name'] === 'string' ? one['name'] : undefined;
  const list = `/v1/activities?jurisdiction=${one.at}&status=closed`;
  const lines = (await reader.all<ActivityLine>(list)).filter(({ title, series, kind }) =>
    name === undefined ? kind === 'volunteer-service' : (series ?? title) === name,
  );
  const held: Activity[] = [];
  for (const { activityId } of lines) held.push(await reader.get<Activity>(`/v1/activities/${activityId}`));
  const route = `${list} and each of them`;
  const findings = datesOf(one, held, route);
  for (const measure of FIGURES.filter((each) => one[each] !== undefined)) {
    const expected = figure(one, measure);
    const rounded = isRounded(one, measure);
    findings.push(
      finding(one, measure, written(expected, rounded), measured(held, measure), route),
      await onSummary(reader, one, measure, expected, name === undefined ? {} : { name }),
    );
  }
  return findings;
}

/** The first and the last day on which they were held. */
function datesOf(one: Fact, held: readonly Activity[], route: string): Finding[] {
  const shown = {
    from: held.map(({ occurredFrom }) => occurredFrom).sort()[0],
    to: held
      .map(({ occurredTo }) => occurredTo)
      .sort()
      .at(-1),
  };
  return (['from', 'to'] as const).flatMap((end) => {
    const day = one[end];
    if (typeof day !== 'string') return [];
    return [finding(one, end, `${place(one.at).year}-${day}`, shown[end], route)];
  });
}

type Measure = (typeof FIGURES)[number];

/** Units and times are counted here; what outcomes report is rounded where their activity says so. */
function measured(activities: readonly Activity[], measure: Measure): string {
  const parts = activities.flatMap(({ outcomes }) => outcomes.units);
  if (measure === 'times') return String(activities.length);
  if (measure === 'units') return String(new Set(parts.map(({ unitId }) => unitId)).size);
  const value =
    measure === 'personTimes'
      ? parts.reduce((sum, { personTimes }) => sum + personTimes, 0)
      : activities.reduce((sum, { outcomes }) => sum + (outcomes[measure] ?? 0), 0);
  const rounded = activities.filter(({ outcomes }) => outcomes.approximate === true).length;
  if (rounded > 0 && rounded < activities.length)
    return `${value} (approximate in ${rounded} of ${activities.length})`;
  return written(value, rounded > 0);
}
