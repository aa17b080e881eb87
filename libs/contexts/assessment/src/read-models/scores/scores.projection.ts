import { activityClosedV1 } from '#contexts/activities/contracts';
import { noticeIssuedV1, noticeWithdrawnV1 } from '#contexts/supervision/contracts';
import { starAwardedV1, titleRevokedV1 } from '#contexts/titles/contracts';
import {
  unitDissolvedV1,
  type UnitDissolvedV1,
  unitRegisteredV1,
  type UnitRegisteredV1,
} from '#contexts/units/contracts';
import type { Projection, ProjectionEvent } from '#platform/projections';
import { isWithin } from '#platform/values';
import type { CycleOpened } from '../../domain/cycle/cycle.events.js';
import type { ScoringPolicyAdopted } from '../../domain/scoring-policy/scoring-policy.events.js';
import { type CycleScore, startingScore, withFact } from '../scoring/cycle-score.js';
import {
  countsWithin,
  factContracts,
  type FactEvent,
  factsAbout,
  namedUnits,
  type UnitFact,
} from '../scoring/unit-facts.js';
import { boardsOf, type StandingScore } from './boards.js';
import {
  cycleOf,
  RULEBOOK,
  type Rulebook,
  type RulebookCycle,
  tableOf,
  withCycle,
  withPolicy,
} from './rulebook.js';
import { moved, newcomer, type Standing } from './standing.js';
import { type Tallies, talliesWithin, withTally } from './tallies.js';

/** A unit's score in every cycle that covers it, and what it is computed from. */
export interface UnitScores {
  readonly kind: 'unit';
  readonly unitId: string;
  readonly unitName: string;
  readonly jurisdiction: string;
  readonly dissolvedOn?: string;
  readonly tallies: Tallies;
  readonly cycles: readonly CoveringCycle[];
}

/** A cycle that covers a unit, and the unit's sums in it. */
export type CoveringCycle = CycleScore & StandingScore;

export type ScoresRow = UnitScores | Rulebook;

type Event =
  | FactEvent
  | ProjectionEvent<typeof unitRegisteredV1, UnitRegisteredV1>
  | ProjectionEvent<typeof unitDissolvedV1, UnitDissolvedV1>
  | ProjectionEvent<'ScoringPolicyAdopted', ScoringPolicyAdopted['data']>
  | ProjectionEvent<'CycleOpened', CycleOpened['data']>;

/** Scores by unit, and the rulebook they are computed with. */
export const scores: Projection<ScoresRow, Event> = {
  name: 'scores',
  version: 5,
  handles: [unitRegisteredV1, unitDissolvedV1, ...factContracts, 'ScoringPolicyAdopted', 'CycleOpened'],
  keysOf(event) {
    switch (event.type) {
      case 'CycleOpened':
        return 'every-row';
      case 'ScoringPolicyAdopted':
        return [RULEBOOK];
      case unitRegisteredV1:
      case unitDissolvedV1:
        return [event.data.unitId];
      case activityClosedV1:
      case noticeIssuedV1:
      case noticeWithdrawnV1:
      case starAwardedV1:
      case titleRevokedV1:
        return namedUnits(event).map(({ unitId }) => unitId);
    }
  },
  referencesOf: ({ type }) => (type === 'ScoringPolicyAdopted' ? [] : [RULEBOOK]),
  evolve(row, event, key, references) {
    if (key === RULEBOOK) return evolveRulebook(row as Rulebook | null, event);
    const rulebook = (references.get(RULEBOOK) ?? null) as Rulebook | null;
    return evolveUnit(row as UnitScores | null, event, key, rulebook);
  },
  boards: (row) => (row.kind === 'unit' ? boardsOf(row.jurisdiction, row.cycles) : []),
};

function evolveRulebook(row: Rulebook | null, event: Event): Rulebook | null {
  if (event.type === 'ScoringPolicyAdopted') return withPolicy(row, event.data);
  return row && event.type === 'CycleOpened' ? withCycle(row, cycleOf(event)) : row;
}

function evolveUnit(
  row: UnitScores | null,
  event: Event,
  key: string,
  rulebook: Rulebook | null,
): UnitScores {
  if (event.type === unitRegisteredV1) return registered(row, event, rulebook);
  if (!row) throw new Error(`unit ${key} is named before it is registered`);
  switch (event.type) {
    case unitDissolvedV1:
      return dissolved(row, event, rulebook);
    case 'CycleOpened':
      return scoredIn(row, cycleOf(event), rulebook, newcomer(event));
    case 'ScoringPolicyAdopted':
      return row;
    case activityClosedV1:
    case noticeIssuedV1:
    case noticeWithdrawnV1:
    case starAwardedV1:
    case titleRevokedV1:
      return factsAbout(key, event).reduce((unit, fact) => counted(unit, fact, rulebook, event), row);
  }
}

function registered(
  row: UnitScores | null,
  event: ProjectionEvent<typeof unitRegisteredV1, UnitRegisteredV1>,
  rulebook: Rulebook | null,
): UnitScores {
  const { unitId, name: unitName, jurisdiction } = event.data;
  const unit: UnitScores = {
    tallies: [],
    ...row,
    kind: 'unit',
    unitId,
    unitName,
    jurisdiction,
    cycles: [],
  };
  const standing = newcomer(event);
  return Object.values(rulebook?.cycles ?? {}).reduce(
    (scored, cycle) => scoredIn(scored, cycle, rulebook, standing),
    unit,
  );
}

function dissolved(
  unit: UnitScores,
  event: ProjectionEvent<typeof unitDissolvedV1, UnitDissolvedV1>,
  rulebook: Rulebook | null,
): UnitScores {
  const { dissolvedOn } = event.data;
  const cycles = unit.cycles.map((score) => {
    const off = boardsIn(openedCycle(score, rulebook), dissolvedOn);
    return off.offBoards && !score.offBoards
      ? { ...score, ...off, ...moved(score, score.total, event) }
      : score;
  });
  return { ...unit, dissolvedOn, cycles };
}

/** What an ended cycle came to stands: whoever was there on its last day stays on its boards. */
const boardsIn = (
  { to }: RulebookCycle,
  dissolvedOn: string | undefined,
): Pick<CoveringCycle, 'offBoards'> =>
  dissolvedOn !== undefined && dissolvedOn <= to ? { offBoards: true } : {};

/** The unit with its score in a cycle, counted from what is known of it. */
function scoredIn(
  unit: UnitScores,
  cycle: RulebookCycle,
  rulebook: Rulebook | null,
  standing: Standing,
): UnitScores {
  if (!isWithin(unit.jurisdiction, cycle.jurisdiction)) return unit;
  const table = tableOf(rulebook, cycle);
  let score = startingScore(table);
  for (const tally of talliesWithin(unit.tallies, cycle)) score = withFact(score, table, tally, tally.facts);
  const { cycleId, jurisdiction } = cycle;
  const covering = { cycleId, jurisdiction, ...score, ...standing, ...boardsIn(cycle, unit.dissolvedOn) };
  return { ...unit, cycles: [...unit.cycles, covering] };
}

const counted = (
  unit: UnitScores,
  fact: UnitFact,
  rulebook: Rulebook | null,
  event: FactEvent,
): UnitScores => ({
  ...unit,
  tallies: withTally(unit.tallies, fact),
  cycles: unit.cycles.map((score) => countedIn(score, fact, rulebook, event)),
});

function countedIn(
  score: CoveringCycle,
  fact: UnitFact,
  rulebook: Rulebook | null,
  event: FactEvent,
): CoveringCycle {
  const { cycleId, jurisdiction, offBoards } = score;
  const cycle = openedCycle(score, rulebook);
  if (!countsWithin(fact, cycle)) return score;
  const { items, total, facts } = withFact(score, tableOf(rulebook, cycle), fact);
  const stays = total === score.total || offBoards === true;
  const { since, before } = stays ? score : moved(score, score.total, event);
  return { cycleId, jurisdiction, items, total, facts, since, before, ...(offBoards && { offBoards }) };
}

function openedCycle({ cycleId }: CoveringCycle, rulebook: Rulebook | null): RulebookCycle {
  const cycle = rulebook?.cycles[cycleId];
  if (!cycle) throw new Error(`cycle ${cycleId} is not in the rulebook`);
  return cycle;
}

/** The unit's sums in a cycle; undefined where the cycle does not cover it. */
export const scoreIn = ({ cycles }: UnitScores, cycleId: string): CoveringCycle | undefined =>
  cycles.find((cycle) => cycle.cycleId === cycleId);
