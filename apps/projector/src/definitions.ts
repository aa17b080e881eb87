import { activitiesDefinition } from '#contexts/activities';
import { assessmentDefinition } from '#contexts/assessment';
import { documentsDefinition } from '#contexts/documents';
import { overviewDefinition } from '#contexts/overview';
import { supervisionDefinition } from '#contexts/supervision';
import { titlesDefinition } from '#contexts/titles';
import { unitsDefinition } from '#contexts/units';
import type { ContextDefinition } from '#platform/projections';

/** Every context, as projector, relay, replay and generators of documents see them. */
export const CONTEXT_DEFINITIONS: readonly ContextDefinition[] = [
  unitsDefinition,
  documentsDefinition,
  supervisionDefinition,
  activitiesDefinition,
  titlesDefinition,
  assessmentDefinition,
  overviewDefinition,
];
