import { Module } from '@nestjs/common';
import { Directories } from '#platform/http';
import { ListPoliciesController } from './features/list-policies/list-policies.controller.js';
import { ReadSummaryController } from './features/read-summary/read-summary.controller.js';
import { ReadSummaryHandler } from './features/read-summary/read-summary.query.js';
import { ReadTimelineController } from './features/read-timeline/read-timeline.controller.js';
import { ReadTimelineHandler } from './features/read-timeline/read-timeline.query.js';
import { UnitScope } from './features/unit.scope.js';

@Module({
  controllers: [ReadSummaryController, ReadTimelineController, ListPoliciesController],
  providers: [ReadSummaryHandler, ReadTimelineHandler, UnitScope, Directories],
})
export class OverviewModule {}
