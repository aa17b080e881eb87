import { lacking, missingHistory, type EventReader, type LastSeen } from '#platform/event-store';
import { LedgerMismatch, type LedgerHere } from './plan.js';

const ANEW = 'stop the projector and remove the file of the read models: they are folded anew';

/** The store does not hold what rows were folded from; the message says what to do. */
export const otherHistory = (seen: LastSeen): LedgerMismatch =>
  new LedgerMismatch(`${lacking(seen)}, ${ANEW}`);

/** Throws {@link LedgerMismatch} when the store was put back behind what was seen of it, or went on otherwise. */
export async function refuseOtherHistory(
  store: EventReader,
  seen: LastSeen | null,
  { ledgerId }: LedgerHere,
): Promise<void> {
  if (seen?.ledgerId !== ledgerId) return;
  const missing = await missingHistory(store, seen);
  if (missing !== null) throw new LedgerMismatch(`${missing}, ${ANEW}`);
}
