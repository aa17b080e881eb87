import type { EventStore } from '#platform/event-store';

export interface OpenedStore {
  readonly store: EventStore;
  /** Closes the store, restarts what is behind it if that can be, and opens it again on the same events. */
  reopen(): Promise<EventStore>;
  /** Closes the store that is open now and takes away what `open` made. */
  close(): Promise<void>;
}
