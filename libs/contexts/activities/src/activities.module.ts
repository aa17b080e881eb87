import { Module, type OnModuleInit } from '@nestjs/common';
import { Directories, ProblemCatalogue } from '#platform/http';
import { ActivityScope } from './features/activity.scope.js';
import { AdoptActivitiesPolicyController } from './features/adopt-activities-policy/adopt-activities-policy.controller.js';
import { AdoptActivitiesPolicyHandler } from './features/adopt-activities-policy/adopt-activities-policy.handler.js';
import { CloseActivityController } from './features/close-activity/close-activity.controller.js';
import { CloseActivityHandler } from './features/close-activity/close-activity.handler.js';
import { activitiesProblems } from './features/problems.js';
import { ReadActivitiesController } from './features/read-activities/read-activities.controller.js';
import { OrganiserScope } from './features/register-activity/organiser.scope.js';
import { RegisterActivityController } from './features/register-activity/register-activity.controller.js';
import { RegisterActivityHandler } from './features/register-activity/register-activity.handler.js';

@Module({
  controllers: [
    RegisterActivityController,
    CloseActivityController,
    ReadActivitiesController,
    AdoptActivitiesPolicyController,
  ],
  providers: [
    RegisterActivityHandler,
    CloseActivityHandler,
    AdoptActivitiesPolicyHandler,
    ActivityScope,
    OrganiserScope,
    Directories,
  ],
})
export class ActivitiesModule implements OnModuleInit {
  constructor(private readonly problems: ProblemCatalogue) {}

  onModuleInit(): void {
    this.problems.add(activitiesProblems);
  }
}
