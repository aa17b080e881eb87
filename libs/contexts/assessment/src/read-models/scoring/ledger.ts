import { formatPoints, type MilliPoints } from '#platform/values';
import type { ScoringItem } from '../../domain/scoring-policy/scoring-policy.events.js';
import { type PointsItem, pointsOf, type PointsTable, timesOf, withinCap } from './points.js';
import type { UnitFact } from './unit-facts.js';

/** The event a score entry comes from. */
export interface Cause {
  readonly eventId: string;
  readonly type: string;
  readonly ordinal: number;
  readonly stream: string;
  /** Title of the activity, or number of the notice or decision; absent where a cycle was opened. */
  readonly name?: string;
}

/** A fact as the ledger takes it. */
export interface CausedFact extends UnitFact {
  readonly cause: Cause;
}

/** A cycle as the ledger needs it. */
export interface ScoredCycle {
  readonly cycleId: string;
  readonly from: string;
  readonly policy: { readonly jurisdiction: string; readonly version: number };
  readonly openedBy: Cause;
}

/** One line of the score ledger: why a unit has these points. */
export interface ScoreEntry {
  readonly kind: 'base' | 'fact' | 'reversal' | 'cap';
  readonly unitId: string;
  readonly cycle: string;
  /** Absent on the base. */
  readonly part?: string;
  readonly item?: string;
  /** The item's. */
  readonly title?: string;
  /** Exact decimal; of a fact or reversal, {@link times} times what the item gives {@link per} each. */
  readonly points: string;
  readonly per?: ScoringItem['per'];
  /** Occurrences or person-times; negative on a reversal. */
  readonly times?: number;
  readonly milli: MilliPoints;
  readonly cause: Cause;
  readonly policy: ScoredCycle['policy'];
  /** The day by which it counts, `YYYY-MM-DD`. */
  readonly occurredOn: string;
  /** Of a reversal: the day the earlier fact was taken back. */
  readonly withdrawnOn?: string;
}

/**
 * Every point of a unit in a cycle: the base, what each fact is worth under each item, and for an item beyond its
 * cap the rest that does not count. The facts are those of the cycle's days in the order of the ledger.
 */
export function scoreEntries(
  unitId: string,
  cycle: ScoredCycle,
  table: PointsTable,
  facts: readonly CausedFact[],
): readonly ScoreEntry[] {
  const { policy, openedBy, from } = cycle;
  const place = { unitId, cycle: cycle.cycleId, policy };
  const base: readonly ScoreEntry[] =
    table.base === 0
      ? []
      : [{ kind: 'base', ...place, ...points(table.base), cause: openedBy, occurredOn: from }];
  return [...base, ...table.items.flatMap((item) => itemEntries(place, item, facts))];
}

type Place = Pick<ScoreEntry, 'unitId' | 'cycle' | 'policy'>;

function itemEntries(place: Place, item: PointsItem, facts: readonly CausedFact[]): readonly ScoreEntry[] {
  const entries: ScoreEntry[] = [];
  const { part, code, title, per } = item;
  const at = { ...place, part, item: code, title };
  let sum = 0;
  for (const fact of facts) {
    const worth = pointsOf(item, fact);
    if (worth === null) continue;
    sum += worth;
    const { cause, occurredOn, withdrawnOn } = fact;
    const kind = withdrawnOn === undefined ? 'fact' : 'reversal';
    const taken = withdrawnOn === undefined ? {} : { withdrawnOn };
    entries.push({
      kind,
      ...at,
      ...points(worth),
      per,
      times: timesOf(item, fact),
      cause,
      occurredOn,
      ...taken,
    });
  }
  const rest = withinCap(item, sum) - sum;
  const last = entries.at(-1);
  if (rest === 0 || !last) return entries;
  const { cause, occurredOn } = last;
  return [...entries, { kind: 'cap', ...at, ...points(rest), cause, occurredOn }];
}

const points = (milli: MilliPoints) => ({ points: formatPoints(milli), milli });

/** What the entries come to. */
export const sumOf = (entries: readonly ScoreEntry[]): MilliPoints =>
  entries.reduce((sum, { milli }) => sum + milli, 0);
