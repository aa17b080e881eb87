import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { Problem, Refusal } from '#platform/http';
import type { ReadModels } from '#platform/projections';
import { formatPoints, quartersOf } from '#platform/values';
import { factsOf, scoreFacts, unitQuarter } from '../../read-models/score-facts/score-facts.projection.js';
import { type CausedFact, scoreEntries, type ScoreEntry, sumOf } from '../../read-models/scoring/ledger.js';
import { countsWithin } from '../../read-models/scoring/unit-facts.js';
import { type ScoredUnit, scoredUnit } from './scored-unit.js';

export class ExplainScore {
  constructor(
    readonly known: ReadModels,
    readonly unitId: string,
    readonly cycleId: string,
  ) {}
}

/** The entries add up to the total. */
export interface Explanation {
  readonly unitId: string;
  readonly unitName: string;
  readonly cycle: string;
  readonly policy: { readonly jurisdiction: string; readonly version: number };
  readonly total: string;
  readonly entries: readonly Omit<ScoreEntry, 'milli'>[];
}

const MOST_FACTS = 20_000;

@QueryHandler(ExplainScore)
export class ExplainScoreHandler implements IQueryHandler<ExplainScore> {
  execute({ known, unitId, cycleId }: ExplainScore): Promise<Explanation> {
    const scored = scoredUnit(known, unitId, cycleId);
    if (scored.score.facts > MOST_FACTS) throw new Refusal('explanation-too-long', { most: MOST_FACTS });
    return Promise.resolve(explanation(scored, countedFacts(known, scored)));
  }
}

/** Those the score has counted: the rows of facts may be further than those of scores. */
function countedFacts(known: ReadModels, { unit, cycle, ordinal }: ScoredUnit): readonly CausedFact[] {
  const { from, to } = cycle;
  const keys = quartersOf(from, to).map((quarter) => unitQuarter(unit.unitId, quarter));
  return [...known.of(scoreFacts).getMany(keys).values()]
    .flatMap(factsOf)
    .filter((fact) => countsWithin(fact, cycle) && fact.cause.ordinal <= ordinal)
    .sort((one, other) => one.cause.ordinal - other.cause.ordinal);
}

/** Throws when the entries do not add up to the score: a wrong explanation is never given. */
export function explanation(scored: ScoredUnit, facts: readonly CausedFact[]): Explanation {
  const { unit, cycle, table, score } = scored;
  if (facts.length < score.facts) throw new Problem('explanation-not-ready');
  const entries = scoreEntries(unit.unitId, cycle, table, facts);
  const sum = sumOf(entries);
  if (sum !== score.total || facts.length !== score.facts)
    throw new Error(
      `score of ${unit.unitId} in ${cycle.cycleId} is ${score.total} from ${score.facts} facts, its entries come to ${sum} from ${facts.length}`,
    );
  const { unitId, unitName } = unit;
  const { cycleId, policy } = cycle;
  const told = entries.map(({ milli: _, ...entry }) => entry);
  return { unitId, unitName, cycle: cycleId, policy, total: formatPoints(score.total), entries: told };
}
