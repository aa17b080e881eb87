import { activitiesDefinition } from '#contexts/activities/definition';
import { assessmentDefinition } from '#contexts/assessment/definition';
import { documentsDefinition } from '#contexts/documents/definition';
import { overviewDefinition } from '#contexts/overview/definition';
import { supervisionDefinition } from '#contexts/supervision/definition';
import { titlesDefinition } from '#contexts/titles/definition';
import { unitsDefinition } from '#contexts/units/definition';
import { outboxDefinition } from '#platform/processes';
import { controlDefinition, type ContextDefinition } from '#platform/projections';

/** Every context, and decisions about processes and projections, as projector, relay, replay and generators of documents see them. */
export const CONTEXT_DEFINITIONS: readonly ContextDefinition[] = [
  unitsDefinition,
  documentsDefinition,
  supervisionDefinition,
  activitiesDefinition,
  titlesDefinition,
  assessmentDefinition,
  overviewDefinition,
  outboxDefinition,
  controlDefinition,
];
