import { randomUUID } from 'node:crypto';
import type { Configuration, RequestClock } from '#platform/http';
import { drivenClock, realClock } from '#platform/http';
import {
  type BackwardReader,
  type EventStore,
  type LedgerIdentity,
  openLedger,
  type RecordedEvent,
  recordedAtIn,
} from '#platform/event-store';
import type { Log } from '#platform/observability';
import { systemClock } from '#platform/values';

/** The store with its ledger open, and the clock its requests live by. */
export interface History {
  readonly store: EventStore;
  readonly storeId: string;
  readonly ledger: LedgerIdentity;
  readonly clock: RequestClock;
}

/** Real time, or a clock driven by requests from an instant on. */
export type WantedClock = 'real' | { readonly drivenFrom: string };

const PAGE = 1000;

/**
 * Opens the ledger of a store, with the wanted clock where it is new; one that is there keeps its own. Throws when
 * a driven clock is wanted of a ledger that runs on real time.
 */
export async function openHistory(
  store: EventStore,
  wanted: WantedClock,
  { loopback }: Configuration,
  log: Log,
): Promise<History> {
  const driven = wanted !== 'real';
  const opening: LedgerIdentity = { ledgerId: randomUUID(), clock: driven ? 'driven' : 'real' };
  const ledger = await openLedger(store, opening, driven ? wanted.drivenFrom : systemClock.now());
  if (driven && ledger.clock !== 'driven')
    throw new Error('this ledger runs on real time; a driven clock needs one of its own');
  const clock =
    ledger.clock === 'driven'
      ? drivenClock(await lastInstant(store), loopback)
      : realClock(await lateInstant(store), (behindMs, held) =>
          log.warn(
            { behindMs, held },
            'the system clock was set back: until it is there again, this instant holds',
          ),
        );
  return { store, storeId: await store.storeId(), ledger, clock };
}

/** The latest `recordedAt` of a driven ledger, where its clock goes on; such ledgers are small. */
async function lastInstant(store: EventStore): Promise<string> {
  let last = '';
  for (let after: bigint | null = null, end = false; !end;) {
    const page = await store.readAll({ after, limit: PAGE });
    last = latest(page.events, last);
    ({ next: after, end } = page);
  }
  return last;
}

/** The latest `recordedAt` among the last events of a ledger whose store reads backwards; empty otherwise. */
async function lateInstant(store: EventStore | (EventStore & BackwardReader)): Promise<string> {
  if (!('readAllBackwards' in store)) return '';
  return latest(await store.readAllBackwards(null, PAGE), '');
}

function latest(events: readonly RecordedEvent[], before: string): string {
  let last = before;
  for (const { stream, metadata } of events) {
    if (stream.startsWith('$')) continue;
    const recordedAt = recordedAtIn(metadata);
    if (recordedAt > last) last = recordedAt;
  }
  return last;
}
