import { activityClosedV1, type ActivityClosedV1, VOLUNTARY_KINDS } from '#contexts/activities/contracts';
import type { Projection, ProjectionEvent } from '#platform/projections';

/** What closed activities of one name came to in a year, by where their organisers stand. */
export interface NamedActivities {
  readonly kind: 'named';
  readonly jurisdiction: string;
  readonly year: string;
  /** The series, or the title of an activity that is in none. */
  readonly name: string;
  /** Ids of the units that took part, each once. */
  readonly units: readonly string[];
  /** How many activities. */
  readonly times: number;
  /** 人次. */
  readonly personTimes: number;
  /** 人; absent where no outcome counted them, as the two below. */
  readonly persons?: number;
  readonly leaflets?: number;
  readonly items?: number;
  /** One outcome at least is rounded. */
  readonly approximate: boolean;
}

/** All closed activities of a jurisdiction, not counting what lies below it, in a year. */
export interface AllActivities {
  readonly kind: 'all';
  readonly jurisdiction: string;
  readonly year: string;
  readonly activities: number;
  readonly personTimes: number;
  readonly approximate: boolean;
}

export type ActivityOverviewRow = NamedActivities | AllActivities;

type Event = ProjectionEvent<typeof activityClosedV1, ActivityClosedV1>;

const yearOf = ({ occurredTo }: ActivityClosedV1): string => occurredTo.slice(0, 4);
const nameOf = ({ series, title }: ActivityClosedV1): string => series ?? title;
const allKey = ({ jurisdiction }: ActivityClosedV1, year: string): string => `all:${year}:${jurisdiction}`;
const namedKey = (data: ActivityClosedV1, year: string): string =>
  `named:${year}:${data.jurisdiction}:${nameOf(data)}`;

/** Begin of the index `place`: the rows of a kind and year in a jurisdiction's subtree. */
export const activityPlace = (
  kind: ActivityOverviewRow['kind'],
  year: number | string,
  prefix: string,
): string => `${kind}:${year}:${prefix}`;

/** Volunteer activities by year, place and name. */
export const activityOverview: Projection<ActivityOverviewRow, Event> = {
  name: 'activity-overview',
  version: 2,
  handles: [activityClosedV1],
  keysOf: ({ data }) =>
    VOLUNTARY_KINDS.includes(data.kind) ? [allKey(data, yearOf(data)), namedKey(data, yearOf(data))] : [],
  evolve: (row, { data }, key) =>
    key === allKey(data, yearOf(data))
      ? withAny(row as AllActivities | null, data)
      : withNamed(row as NamedActivities | null, data),
  indexes: {
    place: ({ kind, year, jurisdiction }) => activityPlace(kind, year, jurisdiction),
    name: (row) => (row.kind === 'named' ? row.name : null),
  },
  trees: { name: 'sorted' },
};

function withAny(row: AllActivities | null, data: ActivityClosedV1): AllActivities {
  return {
    kind: 'all',
    jurisdiction: data.jurisdiction,
    year: yearOf(data),
    activities: (row?.activities ?? 0) + 1,
    personTimes: (row?.personTimes ?? 0) + personTimesOf(data),
    approximate: (row?.approximate ?? false) || (data.outcomes.approximate ?? false),
  };
}

function withNamed(row: NamedActivities | null, data: ActivityClosedV1): NamedActivities {
  const { persons, leaflets, items, units, approximate = false } = data.outcomes;
  return mergedActivities(row, {
    kind: 'named',
    jurisdiction: data.jurisdiction,
    year: yearOf(data),
    name: nameOf(data),
    units: units.map(({ unitId }) => unitId),
    times: 1,
    personTimes: personTimesOf(data),
    ...(persons !== undefined && { persons }),
    ...(leaflets !== undefined && { leaflets }),
    ...(items !== undefined && { items }),
    approximate,
  });
}

/** Both together: figures are added, units are united. */
export function mergedActivities(one: NamedActivities | null, other: NamedActivities): NamedActivities {
  if (!one) return other;
  const sums = { ...counted('persons', one, other), ...counted('leaflets', one, other) };
  return {
    ...other,
    ...sums,
    ...counted('items', one, other),
    units: united(one.units, other.units),
    times: one.times + other.times,
    personTimes: one.personTimes + other.personTimes,
    approximate: one.approximate || other.approximate,
  };
}

/** Each once. Of many activities in a series few bring a unit that was not there before. */
function united(known: readonly string[], named: readonly string[]): readonly string[] {
  const others = named.filter((unit) => !known.includes(unit));
  return others.length === 0 ? known : [...new Set([...known, ...others])];
}

type OptionalCount = 'persons' | 'leaflets' | 'items';

function counted(
  name: OptionalCount,
  one: NamedActivities,
  other: NamedActivities,
): Pick<NamedActivities, OptionalCount> {
  if (one[name] === undefined && other[name] === undefined) return {};
  return { [name]: (one[name] ?? 0) + (other[name] ?? 0) };
}

const personTimesOf = ({ outcomes }: ActivityClosedV1): number =>
  outcomes.units.reduce((sum, { personTimes }) => sum + personTimes, 0);
