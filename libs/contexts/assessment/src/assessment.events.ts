import type { EventCatalogue } from '#platform/event-sourcing';
import type { CycleEvent, CycleOpened } from './domain/cycle/cycle.events.js';
import type { ScoringPolicyAdopted } from './domain/scoring-policy/scoring-policy.events.js';

export type AssessmentEvent = CycleEvent | ScoringPolicyAdopted;

export const assessmentEvents = {
  ScoringPolicyAdopted: {
    version: 1,
    meaning: 'A jurisdiction adopts a version of its scoring rules.',
    words: '发布评分规则',
    occurredOn: ({ effectiveFrom }: ScoringPolicyAdopted['data']) => effectiveFrom,
  },
  CycleOpened: {
    version: 1,
    meaning: 'An assessment cycle is opened and pins one version of the scoring rules.',
    words: '启动测评周期',
    occurredOn: ({ from }: CycleOpened['data']) => from,
  },
} satisfies EventCatalogue<AssessmentEvent['type']>;
