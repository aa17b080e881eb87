import type { StoredEvent } from '#platform/event-store';
import type { EventPlace } from './projection.js';

/** Where an event stands; what is not asked for is not looked up. */
export class StoredPlace implements EventPlace {
  readonly eventId: string;
  readonly stream: string;
  readonly revision: number;
  readonly #stored: StoredEvent;

  constructor(
    readonly ordinal: number,
    stored: StoredEvent,
  ) {
    this.#stored = stored;
    this.eventId = stored.id;
    this.stream = stored.stream;
    this.revision = stored.revision;
  }

  get recordedAt(): string {
    return this.#stored.recordedAt;
  }

  get metadata(): EventPlace['metadata'] {
    return this.#stored.metadata;
  }
}
