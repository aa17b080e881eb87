import type { EventStore } from '#platform/event-store';
import { appending } from './appending.js';
import { idempotence } from './idempotence.js';
import type { OpenedStore } from './opened-store.js';
import { racing } from './racing.js';
import { readingAll } from './reading-all.js';
import { readingStreams } from './reading-streams.js';
import { refusing } from './refusing.js';
import { reopening } from './reopening.js';
import { subscribing } from './subscribing.js';
import { underLoad } from './under-load.js';

export type { OpenedStore } from './opened-store.js';

/**
 * What every adapter of the event store port promises (architecture, "Event store port"). `open` gives a store
 * that nobody else writes to; it is called a few times a suite, each time for events of its own if it can.
 */
export function eventStoreContract(name: string, open: () => Promise<OpenedStore>): void {
  describe(`event store: ${name}`, () => {
    let opened: OpenedStore;
    beforeAll(async () => {
      opened = await open();
    }, 30_000);
    afterAll(() => opened.close(), 30_000);

    const store = (): EventStore => opened.store;
    appending(store);
    idempotence(store);
    refusing(store);
    racing(store);
    readingStreams(store);
    readingAll(store);
    subscribing(store);
    underLoad(store);
    reopening(open);
  });
}
