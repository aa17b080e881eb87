import type { EventCatalogue } from '#platform/event-sourcing';
import { derivedId, shanghaiDate } from '#platform/values';
import { isSystemStream } from './checks.js';
import { ConcurrencyConflict } from './errors.js';
import { EventCodec } from './codec.js';
import type { EventReader, EventStore, Position, RecordedEvent } from './event-store.js';

/** Stream of the ledger's own first event. */
export const LEDGER_STREAM = 'platform.ledger';

export interface LedgerIdentity {
  readonly ledgerId: string;
  /** `driven`: a demo's own; its clock is given with each request and never goes back. */
  readonly clock: 'real' | 'driven';
}

export const ledgerCatalogue = {
  LedgerOpened: { version: 1, meaning: 'The history begins and gets its name.', words: '账本已开启' },
  RequestNamed: {
    version: 1,
    meaning: 'The key of a request is taken by its body, whose own stream another body would not lead to.',
    words: '登记请求标识',
  },
} satisfies EventCatalogue;

const codec = new EventCodec([ledgerCatalogue]);

/** Where a reader stands: how many of the ledger's events it has seen, and the store's place of the last. */
export interface Checkpoint {
  readonly ledgerId: string;
  /** Ordinal of the last event seen; -1 before the first. */
  readonly ordinal: number;
  readonly storeId: string;
  readonly position: Position | null;
}

/** The ledger's name, or null for a store that holds no event of ours. */
export async function ledgerOf(store: EventReader): Promise<LedgerIdentity | null> {
  const [first] = await store.readStream(LEDGER_STREAM, { limit: 1 });
  return first ? (codec.decode(first).event.data as unknown as LedgerIdentity) : null;
}

/** Opens an empty store's ledger, or answers the one that is there; two who open at once get the same. */
export async function openLedger(
  store: EventStore,
  wanted: LedgerIdentity,
  now: string,
): Promise<LedgerIdentity> {
  const existing = await ledgerOf(store);
  if (existing) return existing;
  const commandId = derivedId('open-ledger', wanted.ledgerId);
  const opened = codec.encode(
    derivedId(LEDGER_STREAM, commandId, 0),
    { type: 'LedgerOpened', data: wanted },
    {
      commandId,
      requestHash: '',
      actor: 'civitas',
      role: 'system',
      correlationId: commandId,
      recordedAt: now,
    },
    shanghaiDate(now),
  );
  try {
    await store.append(LEDGER_STREAM, 'none', [opened]);
    return wanted;
  } catch (error) {
    if (!(error instanceof ConcurrencyConflict)) throw error;
    return (await ledgerOf(store)) as LedgerIdentity;
  }
}

export interface LedgerEntry {
  readonly ordinal: number;
  readonly recorded: RecordedEvent;
}

export type LedgerBatch =
  | { readonly kind: 'entries'; readonly entries: readonly LedgerEntry[]; readonly checkpoint: Checkpoint }
  | { readonly kind: 'caught-up'; readonly checkpoint: Checkpoint };

/**
 * Follows the ledger from a checkpoint and counts: system streams are passed over, every other event of `$all`
 * gets the next ordinal, filtered by nobody. The one way ordinals come about.
 */
export async function* followLedger(
  store: EventReader,
  from: Checkpoint,
  signal: AbortSignal,
): AsyncGenerator<LedgerBatch> {
  let checkpoint = from;
  for await (const batch of store.subscribeAll({ after: from.position, signal })) {
    if (batch.kind === 'caught-up') {
      checkpoint = { ...checkpoint, position: batch.position ?? checkpoint.position };
      yield { kind: 'caught-up', checkpoint };
      continue;
    }
    const counted = countEntries(batch.events, checkpoint.ordinal);
    checkpoint = { ...checkpoint, ordinal: checkpoint.ordinal + counted.length, position: batch.position };
    yield { kind: 'entries', entries: counted, checkpoint };
  }
}

/** Gives the ledger's own events among these the ordinals after `ordinal`. */
export function countEntries(events: readonly RecordedEvent[], ordinal: number): LedgerEntry[] {
  const entries: LedgerEntry[] = [];
  let next = ordinal;
  for (const recorded of events)
    if (!isSystemStream(recorded.stream)) entries.push({ ordinal: ++next, recorded });
  return entries;
}
