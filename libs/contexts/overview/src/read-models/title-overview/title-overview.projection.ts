import {
  starAwardedV1,
  type StarAwardedV1,
  titleRetainedV1,
  type TitleRetainedV1,
  titleRevokedV1,
  type TitleRevokedV1,
} from '#contexts/titles/contracts';
import type { Projection, ProjectionEvent } from '#platform/projections';

type Level = StarAwardedV1['level'];

/** A decision on a unit's title of one level. */
export interface TitleStep {
  readonly kind: 'award' | 'retain' | 'revoke';
  readonly level: Level;
  readonly star?: number;
  readonly effectiveOn: string;
  /** First day the title is no longer held, as the decision set it. */
  readonly until?: string;
}

/** A unit's titles, as they were decided. */
export interface TitledUnit {
  readonly unitId: string;
  /** Where the unit stands, as of the last decision. */
  readonly jurisdiction: string;
  readonly steps: readonly TitleStep[];
}

type Event =
  | ProjectionEvent<typeof starAwardedV1, StarAwardedV1>
  | ProjectionEvent<typeof titleRetainedV1, TitleRetainedV1>
  | ProjectionEvent<typeof titleRevokedV1, TitleRevokedV1>;

const KINDS = { [starAwardedV1]: 'award', [titleRetainedV1]: 'retain', [titleRevokedV1]: 'revoke' } as const;

/** Units that were ever awarded a title. */
export const titleOverview: Projection<TitledUnit, Event> = {
  name: 'title-overview',
  version: 1,
  handles: [starAwardedV1, titleRetainedV1, titleRevokedV1],
  keysOf: ({ data }) => [data.unitId],
  evolve(row, event) {
    const { unitId, jurisdiction } = event.data;
    return { unitId, jurisdiction, steps: [...(row?.steps ?? []), stepOf(event)] };
  },
  indexes: { jurisdiction: ({ jurisdiction }) => jurisdiction, unitId: ({ unitId }) => unitId },
  trees: { unitId: 'sorted' },
};

function stepOf({ type, data }: Event): TitleStep {
  const { level, star, effectiveOn } = data;
  const until = type === titleRevokedV1 ? undefined : data.until;
  return {
    kind: KINDS[type],
    level,
    ...(star !== undefined && { star }),
    effectiveOn,
    ...(until !== undefined && { until }),
  };
}

export interface HeldTitle {
  readonly level: Level;
  /** Absent where the title has no star. */
  readonly star?: number;
}

/** From the lowest level to the highest. */
const LEVELS: readonly Level[] = ['district', 'city', 'province', 'national'];

/** What a unit holds on a day, one title a level at most, by effective dates and whenever they were recorded. */
export const titlesHeld = ({ steps }: TitledUnit, on: string): readonly HeldTitle[] =>
  LEVELS.flatMap((level) => {
    const own = steps.filter((step) => step.level === level && step.effectiveOn <= on);
    const held = own.toSorted(byEffect).reduce<TitleStep | null>(after, null);
    if (!held || !isHeld(held, on)) return [];
    return [held.star === undefined ? { level } : { level, star: held.star }];
  });

/** The award as it stands after another step; a retention or revocation of what is not held comes to nothing. */
function after(held: TitleStep | null, step: TitleStep): TitleStep | null {
  if (step.kind === 'award') return step;
  if (!held || !isHeld(held, step.effectiveOn)) return held;
  if (step.kind === 'revoke') return null;
  const { until: _, ...award } = held;
  return step.until === undefined ? award : { ...award, until: step.until };
}

const isHeld = ({ until }: TitleStep, on: string): boolean => until === undefined || on < until;

const byEffect = (one: TitleStep, other: TitleStep): number =>
  one.effectiveOn < other.effectiveOn ? -1 : one.effectiveOn > other.effectiveOn ? 1 : 0;
