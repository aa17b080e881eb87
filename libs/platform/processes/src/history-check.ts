import {
  type EventReader,
  isSeenAgain,
  lacking,
  type LastSeen,
  type LedgerEntry,
  missingHistory,
} from '#platform/event-store';
import { LedgerMismatch } from '#platform/projections';

const ANEW =
  'stop the server and remove processes.sqlite: processes are installed anew at the end of the ledger, and keep the ' +
  'deadlines that lie after it';

/** Throws LedgerMismatch when the store was put back behind what was seen of it, or went on otherwise. */
export async function refuseOtherHistory(
  store: EventReader,
  seen: LastSeen | null,
  ledgerId: string,
): Promise<void> {
  if (seen?.ledgerId !== ledgerId) return;
  const missing = await missingHistory(store, seen);
  if (missing !== null) throw new LedgerMismatch(`${missing}, ${ANEW}`);
}

/** The same where it is counted anew in another store. */
export function refuseOtherEntries(entries: readonly LedgerEntry[], seen: LastSeen | null): void {
  if (seen && entries.some((entry) => isSeenAgain(seen, entry) === false))
    throw new LedgerMismatch(`${lacking(seen)}, ${ANEW}`);
}
