import { randomUUID } from 'node:crypto';
import type {
  EventFilter,
  EventReader,
  NewEvent,
  Position,
  RecordedEvent,
  SubscriptionBatch,
} from '#platform/event-store';

const run = randomUUID().slice(0, 8);
let made = 0;

/** A category nobody else uses, also on a server that outlives the run; streams of it are `<category>-<n>`. */
export const newCategory = (): string => `contract.c${run}x${++made}`;

export const newStream = (category = newCategory()): string => `${category}-${++made}`;

export function newEvent(given: Partial<NewEvent> = {}): NewEvent {
  return {
    id: randomUUID(),
    type: 'SampleHappened',
    contentType: 'application/json',
    data: Buffer.from('{"n":1}'),
    metadata: Buffer.from('{}'),
    ...given,
  };
}

export const newEvents = (count: number): NewEvent[] => Array.from({ length: count }, () => newEvent());

export const ids = (events: readonly { readonly id: string }[]): string[] => events.map(({ id }) => id);

/** All of `$all` behind `after`, page by page. */
export async function everything(
  store: EventReader,
  options: { after?: Position | null; filter?: EventFilter; limit?: number } = {},
): Promise<RecordedEvent[]> {
  const events: RecordedEvent[] = [];
  let after = options.after ?? null;
  for (;;) {
    const page = await store.readAll({ ...options, after });
    events.push(...page.events);
    if (page.end) return events;
    after = page.next;
  }
}

export interface Followed {
  readonly events: RecordedEvent[];
  readonly batches: SubscriptionBatch[];
}

const DEADLINE_MS = 20_000;

/** Subscribes until `enough` says so, then aborts; fails when that does not happen before the deadline. */
export async function follow(
  store: EventReader,
  options: { after: Position | null; filter?: EventFilter },
  enough: (seen: Followed) => boolean,
): Promise<Followed> {
  const seen: Followed = { events: [], batches: [] };
  const ending = new AbortController();
  let deadlinePassed = false;
  const deadline = setTimeout(() => {
    deadlinePassed = true;
    ending.abort();
  }, DEADLINE_MS);
  try {
    for await (const batch of store.subscribeAll({ ...options, signal: ending.signal })) {
      seen.batches.push(batch);
      if (batch.kind === 'events') seen.events.push(...batch.events);
      if (enough(seen)) ending.abort();
    }
  } finally {
    clearTimeout(deadline);
  }
  if (deadlinePassed)
    throw new Error(
      `the subscription did not come so far: ${seen.events.length} events, ${seen.batches.length} batches`,
    );
  if (!ending.signal.aborted) throw new Error('the subscription ended by itself');
  return seen;
}

/** Whether a caught-up at or behind the position was reported. */
export const caughtUpAt =
  (position: Position) =>
  ({ batches }: Followed): boolean =>
    batches.some(
      (batch) => batch.kind === 'caught-up' && batch.position !== null && batch.position >= position,
    );
