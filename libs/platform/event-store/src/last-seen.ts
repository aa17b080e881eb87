import type { EventReader, Position } from './event-store.js';
import type { Checkpoint, LedgerEntry } from './ledger.js';

/**
 * The last entry of the ledger that somebody made something of, kept together with what was made. It tells a store
 * that was put back to an older state, or whose history went on differently since, from the one that was read.
 */
export interface LastSeen {
  readonly ledgerId: string;
  readonly ordinal: number;
  readonly storeId: string;
  readonly position: Position;
  readonly stream: string;
  readonly revision: number;
  readonly eventId: string;
}

export const seenAt = (
  { ordinal, recorded }: LedgerEntry,
  { ledgerId, storeId }: Pick<Checkpoint, 'ledgerId' | 'storeId'>,
): LastSeen => {
  const { stream, revision, position, id } = recorded;
  return { ledgerId, ordinal, storeId, position, stream, revision, eventId: id };
};

/**
 * Why the store is not the one it was read from any more, in words that go on with what to do; null when it is. In
 * another store, whose positions mean nothing here, the entry has to be counted too: {@link isSeenAgain}.
 */
export async function missingHistory(store: EventReader, seen: LastSeen): Promise<string | null> {
  const [there] = await store.readStream(seen.stream, { from: seen.revision, limit: 1 });
  if (there?.id !== seen.eventId) return lacking(seen);
  const moved = (await store.storeId()) !== seen.storeId;
  return moved || there.position === seen.position ? null : lacking(seen);
}

/** Whether the entry is the seen one; null where its ordinal is another. */
export const isSeenAgain = (seen: LastSeen, { ordinal, recorded }: LedgerEntry): boolean | null =>
  ordinal === seen.ordinal ? recorded.id === seen.eventId : null;

/** What {@link missingHistory} says. */
export const lacking = ({ ordinal, stream, revision, eventId }: LastSeen): string =>
  `the store lacks history that was there before: it was read up to ordinal ${ordinal} (${stream}@${revision}, event ` +
  `${eventId}), and that event is not there now; restore a newer backup (ops restore), or, to give up what came ` +
  'after the one that was restored';
