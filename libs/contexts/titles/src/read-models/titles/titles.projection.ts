import type { Projection, ProjectionEvent } from '#platform/projections';
import type { TitleLevel } from '../../domain/title-policy/title-policy.events.js';
import type { Decision, StarAwarded, TitleRetained, TitleRevoked } from '../../domain/title/title.events.js';

/** One decision on a title, with both its dates: when it takes effect and when it was recorded. */
export interface TitleDecision extends Decision {
  readonly kind: 'award' | 'retain' | 'revoke';
  readonly star?: number;
  readonly cycle?: string;
  /** First day the title is no longer held, as this decision set it. */
  readonly until?: string;
  /** Why, in the words of whoever entered it. */
  readonly reason?: string;
  readonly policyVersion: number;
  readonly policyJurisdiction: string;
  /** It took effect before the day it was recorded. */
  readonly backEntry?: true;
  readonly ordinal: number;
  readonly recordedAt: string;
}

/** Every decision on the title of one unit at one level, as recorded. */
export interface TitleRow {
  readonly unitId: string;
  readonly level: TitleLevel;
  /** Where the unit stands, as of the last decision. */
  readonly jurisdiction: string;
  readonly decisions: readonly TitleDecision[];
}

type Event =
  | ProjectionEvent<'StarAwarded', StarAwarded['data']>
  | ProjectionEvent<'TitleRetained', TitleRetained['data']>
  | ProjectionEvent<'TitleRevoked', TitleRevoked['data']>;

const KINDS = { StarAwarded: 'award', TitleRetained: 'retain', TitleRevoked: 'revoke' } as const;

export const titleKey = (unitId: string, level: TitleLevel): string => `${unitId}.${level}`;

/** Titles by unit and level. What is held on a day, as known at a time, is computed from the decisions. */
export const titles: Projection<TitleRow, Event> = {
  name: 'titles',
  version: 2,
  handles: ['StarAwarded', 'TitleRetained', 'TitleRevoked'],
  keysOf: ({ data }) => [titleKey(data.unitId, data.level)],
  evolve(row, event) {
    const { unitId, level, jurisdiction } = event.data;
    return { unitId, level, jurisdiction, decisions: [...(row?.decisions ?? []), decisionOf(event)] };
  },
  indexes: {
    unitId: ({ unitId }) => unitId,
    jurisdiction: ({ jurisdiction }) => jurisdiction,
    level: ({ level }) => level,
  },
  trees: { level: 'none' },
};

function decisionOf({ type, data, at }: Event): TitleDecision {
  const { star, decision, policyVersion, policyJurisdiction, backEntry } = data;
  const { reason, recordedAt } = at.metadata;
  return {
    kind: KINDS[type],
    ...(star !== undefined && { star }),
    ...(type !== 'TitleRevoked' && { cycle: data.cycle }),
    ...(type !== 'TitleRevoked' && data.until !== undefined && { until: data.until }),
    ...decision,
    ...(reason !== undefined && { reason }),
    policyVersion,
    policyJurisdiction,
    ...(backEntry && { backEntry }),
    ordinal: at.ordinal,
    recordedAt,
  };
}
