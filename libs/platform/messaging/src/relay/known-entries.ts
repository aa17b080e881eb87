import { type LedgerBatch, type LedgerEntry, UnknownEvent } from '#platform/event-store';

/**
 * The ledger up to what this build cannot read: all before it is handed out, then what `refuseUnknown` throws of it
 * is thrown.
 */
export async function* knownEntries(
  source: AsyncIterable<LedgerBatch>,
  refuseUnknown: (entry: LedgerEntry) => void,
): AsyncGenerator<LedgerBatch> {
  for await (const batch of source) {
    const stop = batch.kind === 'entries' ? firstUnknown(batch.entries, refuseUnknown) : null;
    if (!stop || batch.kind !== 'entries') {
      yield batch;
      continue;
    }
    const entries = batch.entries.slice(0, stop.index);
    const last = entries.at(-1);
    if (last) {
      const { ordinal, recorded } = last;
      yield { ...batch, entries, checkpoint: { ...batch.checkpoint, ordinal, position: recorded.position } };
    }
    throw stop.error;
  }
}

function firstUnknown(entries: readonly LedgerEntry[], refuseUnknown: (entry: LedgerEntry) => void) {
  for (const [index, entry] of entries.entries())
    try {
      refuseUnknown(entry);
    } catch (error) {
      if (error instanceof UnknownEvent) return { index, error };
      throw error;
    }
  return null;
}
