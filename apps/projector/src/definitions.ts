import type { ContextDefinition } from '#platform/projections';

/** What workers need of every context: events, projections, publishers. The one place they are listed. */
export const CONTEXT_DEFINITIONS: readonly ContextDefinition[] = [];
