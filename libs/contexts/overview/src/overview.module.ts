import { Module } from '@nestjs/common';
import { ReadSummaryController } from './features/read-summary/read-summary.controller.js';
import { ReadSummaryHandler } from './features/read-summary/read-summary.query.js';

@Module({ controllers: [ReadSummaryController], providers: [ReadSummaryHandler] })
export class OverviewModule {}
