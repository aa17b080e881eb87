import { Module, type OnModuleInit } from '@nestjs/common';
import { Directories, ProblemCatalogue } from '#platform/http';
import { AdoptTitlePolicyController } from './features/adopt-title-policy/adopt-title-policy.controller.js';
import { AdoptTitlePolicyHandler } from './features/adopt-title-policy/adopt-title-policy.handler.js';
import { AwardStarController } from './features/award-star/award-star.controller.js';
import { AwardStarHandler } from './features/award-star/award-star.handler.js';
import { titlesProblems } from './features/problems.js';
import { ReadStarsController } from './features/read-stars/read-stars.controller.js';
import { ReadStarsHandler } from './features/read-stars/read-stars.query.js';
import { ReadTitlesController } from './features/read-titles/read-titles.controller.js';
import { RetainTitleController } from './features/retain-title/retain-title.controller.js';
import { RetainTitleHandler } from './features/retain-title/retain-title.handler.js';
import { RevokeTitleController } from './features/revoke-title/revoke-title.controller.js';
import { RevokeTitleHandler } from './features/revoke-title/revoke-title.handler.js';
import { TitleJudgement } from './features/title-judgement.js';
import { TitleScope } from './features/title.scope.js';
import { UnitScope } from './features/unit.scope.js';

@Module({
  controllers: [
    AwardStarController,
    RetainTitleController,
    RevokeTitleController,
    ReadTitlesController,
    ReadStarsController,
    AdoptTitlePolicyController,
  ],
  providers: [
    AwardStarHandler,
    RetainTitleHandler,
    RevokeTitleHandler,
    AdoptTitlePolicyHandler,
    ReadStarsHandler,
    TitleJudgement,
    UnitScope,
    TitleScope,
    Directories,
  ],
})
export class TitlesModule implements OnModuleInit {
  constructor(private readonly problems: ProblemCatalogue) {}

  onModuleInit(): void {
    this.problems.add(titlesProblems);
  }
}
