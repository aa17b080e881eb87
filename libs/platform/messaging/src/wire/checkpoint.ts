export const CHECKPOINT_TOPIC = 'civitas.relay-checkpoints.v1';

/** The last ledger entry a checkpoint covers; another ledger, or one that was put back, does not hold it. */
export interface Anchor {
  readonly stream: string;
  readonly revision: number;
  readonly eventId: string;
  /** Instant, ISO-8601 UTC. */
  readonly recordedAt: string;
}

/** Where in the ledger something comes from. */
export interface Place extends Anchor {
  readonly ordinal: number;
}

/** `too-large`: a record of it does not fit. `fold-failed`: its projection threw. `not-published-yet`: new topic. */
export type ParkReason = 'too-large' | 'fold-failed' | 'not-published-yet';

/** A key, or with `key: null` a whole topic, that waits while the others go on. */
export interface Parked {
  readonly topic: string;
  readonly key: string | null;
  readonly reason: ParkReason;
  readonly detail: string;
  /** Of the first entry that waits. */
  readonly ordinal: number;
  readonly stream: string;
  readonly revision: number;
  /** Where to read on from to find that entry. */
  readonly after: { readonly ordinal: number; readonly position: string | null };
  /** Size of what is too large, else 0. */
  readonly bytes: number;
}

/** What the relay commits to {@link CHECKPOINT_TOPIC} in the transaction of the records it stands for. */
export interface RelayCheckpoint {
  readonly ledgerId: string;
  /** Ordinal of the last ledger entry taken; -1 before the first. */
  readonly ordinal: number;
  readonly storeId: string;
  /** Decimal; null before the first. */
  readonly position: string | null;
  readonly anchor: Anchor | null;
  /** Partition count of each topic, fixed when the relay first wrote to it. */
  readonly partitions: Readonly<Record<string, number>>;
  /** Next sequence of each partition, by topic. */
  readonly sequences: Readonly<Record<string, readonly number[]>>;
  readonly parked: readonly Parked[];
  /** Why no relay may go on behind this checkpoint; absent where one may. */
  readonly refusal?: string;
}

/** Null where the text is no checkpoint. */
export function parseCheckpoint(text: string): RelayCheckpoint | null {
  let found: Partial<RelayCheckpoint> | null;
  try {
    found = JSON.parse(text) as Partial<RelayCheckpoint> | null;
  } catch {
    return null;
  }
  const { ledgerId, ordinal, storeId, partitions, sequences, parked } = found ?? {};
  const isOurs =
    [ledgerId, storeId].every((id) => typeof id === 'string') &&
    Number.isInteger(ordinal) &&
    [partitions, sequences, parked].every((part) => part instanceof Object);
  return isOurs ? (found as RelayCheckpoint) : null;
}
