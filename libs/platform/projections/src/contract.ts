import type { DomainEvent } from '#platform/event-sourcing';
import type { EventPlace } from './projection.js';

/** A published fact: what other contexts and, over Kafka, other systems may know of an event. */
export interface Contract<Type extends string = string, Data extends object = object> {
  /** `civitas.<context>.<event-in-kebab-case>.v<n>`. */
  readonly type: Type;
  /** Aggregate id: the record key, order is kept per key. */
  readonly key: string;
  readonly data: Data;
}

/** Pure mapper from a context's stored event to what it publishes; `[]` keeps it inside. */
export type Publish<E extends DomainEvent = DomainEvent> = (event: E, at: EventPlace) => readonly Contract[];
