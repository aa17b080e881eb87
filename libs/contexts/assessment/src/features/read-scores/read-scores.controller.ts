import { Controller, Get, Param, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { Access, resolve } from '#platform/auth';
import { Answers, Known, type KnownRows, problemResponses, Reads, Titled } from '#platform/http';
import { scoreFacts } from '../../read-models/score-facts/score-facts.projection.js';
import { scores } from '../../read-models/scores/scores.projection.js';
import { ScoreScope } from '../score.scope.js';
import { type Explanation, ExplainScore } from './explain-score.query.js';
import { ReadScore, type ScoreAnswer } from './read-score.query.js';
import { ByUnitId, ScoreQuery } from './read-scores.dto.js';
import { ExplanationAnswer, UnitScoreAnswer } from './read-scores.answer.js';

@ApiTags('assessment')
@Controller('v1/scores')
export class ReadScoresController {
  constructor(private readonly queries: QueryBus) {}

  @Get(':unitId')
  @Titled('查看单位得分', 'A unit’s score with its parts')
  @Reads(ReadScore, scores)
  @Access({ roles: ['office', 'unit'], scope: resolve(ScoreScope) })
  @Answers(UnitScoreAnswer, { asOf: true })
  read(
    @Param() { unitId }: ByUnitId,
    @Query() { cycle }: ScoreQuery,
    @Known() known: KnownRows,
  ): Promise<ScoreAnswer> {
    return this.queries.execute(new ReadScore(known, unitId, cycle));
  }

  @Get(':unitId/explain')
  @Titled('得分依据', 'The entries a unit’s score is the sum of')
  @Reads(ExplainScore, scores, scoreFacts)
  @Access({ roles: ['office', 'unit'], scope: resolve(ScoreScope) })
  @Answers(ExplanationAnswer, { asOf: true })
  @problemResponses(422)
  explain(
    @Param() { unitId }: ByUnitId,
    @Query() { cycle }: ScoreQuery,
    @Known() known: KnownRows,
  ): Promise<Explanation> {
    return this.queries.execute(new ExplainScore(known, unitId, cycle));
  }
}
