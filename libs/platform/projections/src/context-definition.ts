import type { EventCatalogue } from '#platform/event-sourcing';
import type { Publish } from './contract.js';
import type { AnyProjection } from './projection.js';
import type { EventTopic, StateTopic } from './topics.js';

/** What workers need of a context: pure values only. */
export interface ContextDefinition {
  readonly name: string;
  readonly events: EventCatalogue;
  readonly publish: Publish<never>;
  /** Every contract type `publish` can answer: what projections of other contexts may handle. */
  readonly contracts: readonly string[];
  /** Which of them an event type can become, where there are many such events: nobody decodes what no one wants. */
  readonly contractsOf?: Readonly<Record<string, readonly string[]>>;
  readonly projections: readonly AnyProjection[];
  readonly topics: readonly EventTopic[];
  readonly stateTopics: readonly StateTopic[];
}

/** Of events that nothing is published or folded from: readers of the ledger know them, and that is all. */
export const eventsAlone = (name: string, events: EventCatalogue): ContextDefinition => ({
  name,
  events,
  publish: () => [],
  contracts: [],
  projections: [],
  topics: [],
  stateTopics: [],
});
