import type { Type } from '@nestjs/common';
import { ActivitiesModule } from '#contexts/activities';
import { AssessmentModule } from '#contexts/assessment';
import { DocumentsModule } from '#contexts/documents';
import { OverviewModule } from '#contexts/overview';
import { SupervisionModule } from '#contexts/supervision';
import { TitlesModule } from '#contexts/titles';
import { UnitsModule } from '#contexts/units';

/** The contexts whose routes the API serves. */
export const CONTEXT_MODULES: readonly Type[] = [
  UnitsModule,
  DocumentsModule,
  SupervisionModule,
  ActivitiesModule,
  TitlesModule,
  AssessmentModule,
  OverviewModule,
];
