import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import type { ReadModels } from '#platform/projections';
import { formatPoints } from '#platform/values';
import { sumOfItem } from '../../read-models/scoring/cycle-score.js';
import { withinCap } from '../../read-models/scoring/points.js';
import { type ScoredUnit, scoredUnit } from './scored-unit.js';

export class ReadScore {
  constructor(
    readonly known: ReadModels,
    readonly unitId: string,
    readonly cycleId: string,
  ) {}
}

/** Exact decimals; base and parts add up to the total, the items of a part to the part. */
export interface ScoreAnswer {
  readonly unitId: string;
  readonly unitName: string;
  readonly cycle: string;
  readonly policy: { readonly jurisdiction: string; readonly version: number };
  readonly total: string;
  readonly base: string;
  readonly parts: readonly {
    readonly code: string;
    readonly title: string;
    readonly points: string;
    readonly items: readonly { readonly code: string; readonly title: string; readonly points: string }[];
  }[];
}

@QueryHandler(ReadScore)
export class ReadScoreHandler implements IQueryHandler<ReadScore> {
  execute({ known, unitId, cycleId }: ReadScore): Promise<ScoreAnswer> {
    return Promise.resolve(scoreAnswer(scoredUnit(known, unitId, cycleId)));
  }
}

export function scoreAnswer({ unit, cycle, table, score }: ScoredUnit): ScoreAnswer {
  const counted = table.items.map((item) => ({
    ...item,
    milli: withinCap(item, sumOfItem(score.items, item.code)),
  }));
  const parts = table.parts.map(({ code, title }) => {
    const own = counted.filter(({ part }) => part === code);
    return {
      code,
      title,
      points: formatPoints(own.reduce((sum, { milli }) => sum + milli, 0)),
      items: own.map((item) => ({ code: item.code, title: item.title, points: formatPoints(item.milli) })),
    };
  });
  const { unitId, unitName } = unit;
  const { cycleId, policy } = cycle;
  const total = formatPoints(score.total);
  return { unitId, unitName, cycle: cycleId, policy, total, base: formatPoints(table.base), parts };
}
