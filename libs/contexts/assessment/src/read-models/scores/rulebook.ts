import type { ProjectionEvent } from '#platform/projections';
import type { CycleOpened } from '../../domain/cycle/cycle.events.js';
import type { ScoringPolicyAdopted } from '../../domain/scoring-policy/scoring-policy.events.js';
import type { ScoredCycle } from '../scoring/ledger.js';
import { type PointsTable, pointsTable } from '../scoring/points.js';

/** A cycle with the days that count and the policy version that scores them. */
export interface RulebookCycle extends ScoredCycle {
  readonly jurisdiction: string;
  readonly to: string;
}

/** Every policy version and every cycle there is: one row beside those of the units. */
export interface Rulebook {
  readonly kind: 'rulebook';
  /** By {@link policyKey}. */
  readonly policies: Readonly<Record<string, PointsTable>>;
  readonly cycles: Readonly<Record<string, RulebookCycle>>;
}

export const RULEBOOK = 'rulebook';

const empty: Rulebook = { kind: 'rulebook', policies: {}, cycles: {} };

export const policyKey = ({ jurisdiction, version }: ScoredCycle['policy']): string =>
  `${jurisdiction}@${version}`;

export const withPolicy = (rulebook: Rulebook | null, data: ScoringPolicyAdopted['data']): Rulebook => ({
  ...(rulebook ?? empty),
  policies: { ...rulebook?.policies, [policyKey(data)]: pointsTable(data.rules) },
});

export const withCycle = (rulebook: Rulebook, cycle: RulebookCycle): Rulebook => ({
  ...rulebook,
  cycles: { ...rulebook.cycles, [cycle.cycleId]: cycle },
});

export function cycleOf({
  type,
  data,
  at,
}: ProjectionEvent<'CycleOpened', CycleOpened['data']>): RulebookCycle {
  const { cycleId, jurisdiction, from, to, policy } = data;
  const { eventId, ordinal, stream } = at;
  return { cycleId, jurisdiction, from, to, policy, openedBy: { eventId, type, ordinal, stream } };
}

/** Throws where the rulebook lacks the version a cycle pins. */
export function tableOf(rulebook: Rulebook | null, { cycleId, policy }: RulebookCycle): PointsTable {
  const table = rulebook?.policies[policyKey(policy)];
  if (!table) throw new Error(`cycle ${cycleId} pins ${policyKey(policy)}, which was never adopted`);
  return table;
}
