import { Module, type OnModuleInit } from '@nestjs/common';
import { Directories, ProblemCatalogue } from '#platform/http';
import { AdoptScoringPolicyController } from './features/adopt-scoring-policy/adopt-scoring-policy.controller.js';
import { AdoptScoringPolicyHandler } from './features/adopt-scoring-policy/adopt-scoring-policy.handler.js';
import { OpenCycleController } from './features/open-cycle/open-cycle.controller.js';
import { OpenCycleHandler } from './features/open-cycle/open-cycle.handler.js';
import { OpenedCycleScope } from './features/open-cycle/opened-cycle.scope.js';
import { assessmentProblems } from './features/problems.js';
import { ReadCyclesController } from './features/read-cycles/read-cycles.controller.js';
import { FindMemberHandler } from './features/read-leaderboard/find-member.query.js';
import { ListLeaderboardHandler } from './features/read-leaderboard/list-leaderboard.query.js';
import { ReadLeaderboardController } from './features/read-leaderboard/read-leaderboard.controller.js';
import { ExplainScoreHandler } from './features/read-scores/explain-score.query.js';
import { ReadScoreHandler } from './features/read-scores/read-score.query.js';
import { ReadScoresController } from './features/read-scores/read-scores.controller.js';
import { ScoreScope } from './features/score.scope.js';

@Module({
  controllers: [
    AdoptScoringPolicyController,
    OpenCycleController,
    ReadCyclesController,
    ReadScoresController,
    ReadLeaderboardController,
  ],
  providers: [
    AdoptScoringPolicyHandler,
    OpenCycleHandler,
    OpenedCycleScope,
    ReadScoreHandler,
    ExplainScoreHandler,
    ScoreScope,
    ListLeaderboardHandler,
    FindMemberHandler,
    Directories,
  ],
})
export class AssessmentModule implements OnModuleInit {
  constructor(private readonly problems: ProblemCatalogue) {}

  onModuleInit(): void {
    this.problems.add(assessmentProblems);
  }
}
