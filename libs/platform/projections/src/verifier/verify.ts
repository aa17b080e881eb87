import { setImmediate as nextTurn } from 'node:timers/promises';
import { ledgerOf, type EventReader, type LastSeen } from '#platform/event-store';
import { generationsOf, type StoredCheckpoint } from '../checkpoints.js';
import type { ContextDefinition } from '../context-definition.js';
import { refuseOtherHistory } from '../history-check.js';
import { LedgerMismatch } from '../plan.js';
import { translated, UnreadableReadModels } from '../sqlite/unreadable-read-models.js';
import { VerifierFile } from '../sqlite/verifier-file.js';
import { servedOf } from './coverage-verifier.js';
import { LEDGER_MARK } from './coverage-mark.js';
import { Recount } from './recount.js';
import { Recounting } from './recounting.js';
import { RowInspection } from './row-inspection.js';
import { StreamContinuity } from './stream-continuity.js';

export interface VerifyParts {
  readonly definitions: readonly ContextDefinition[];
  readonly store: EventReader;
  /** The live read-model file; it is only read. */
  readonly file: string;
}

export interface VerifiedProjection {
  readonly name: string;
  /** Where its checkpoint stands. */
  readonly ordinal: number;
  readonly handled: number;
  readonly waiting: number;
  readonly skipped: number;
  readonly recounted: number;
  /** Null when nothing is wrong. */
  readonly fault: string | null;
}

export interface VerificationReport {
  readonly projections: readonly VerifiedProjection[];
  /** What is wrong with the ledger itself: lost history, or a hole in a stream; null when nothing is. */
  readonly ledgerFault: string | null;
  readonly isRight: boolean;
}

/**
 * Looks at the structure of the file, recounts everything from the ledger's start and inspects and counts all rows
 * and boards, once, whatever the running verifier found. Works while the projector goes on. Throws
 * UnreadableReadModels where the structure is damaged (rows are not looked at then), the store's errors, and
 * UnknownEvent.
 */
export async function verify({ definitions, store, file }: VerifyParts): Promise<VerificationReport> {
  const recount = new Recount(definitions);
  const live = new VerifierFile(file, { readonly: true }, recount.projections);
  try {
    const damage = live.structure();
    if (damage.length > 0) throw new UnreadableReadModels(file, damage);
    const checkpoints = live.checkpoints();
    const serving = servedOf(checkpoints);
    const storeId = await store.storeId();
    const recounting = new Recounting(store, recount, new StreamContinuity(store), storeId);
    const marks = await recounting.verify(serving, [], () => nextTurn());
    const rows = {
      rows: live.rows.bind(live),
      nextBoard: live.nextBoard.bind(live),
      seal: () => false,
      counts: live.counts.bind(live),
      missingTable: live.missingTable.bind(live),
    };
    const faults = await new RowInspection(rows, live.marks()).inspect(serving, Infinity, () => nextTurn());
    const ledgerId = (await ledgerOf(store))?.ledgerId ?? null;
    const projections = recount.projections.map(({ name }): VerifiedProjection => {
      const held = serving.find(({ projection }) => projection === name);
      const mark = marks.find(({ projection }) => projection === name);
      const row = faults.find(({ projection }) => projection === name);
      const { ordinal = -1, handled = 0, waiting = 0, skipped = 0 } = held ?? {};
      const absent = held ? 'its rows were folded from another store' : 'it has no rows yet';
      const found = mark ? (mark.fault ?? row?.fault ?? null) : absent;
      const fault = otherLedger(checkpoints, name, ledgerId) ?? found;
      return { name, ordinal, handled, waiting, skipped, recounted: mark?.recounted ?? 0, fault };
    });
    const lost = await lostHistory(store, live.lastSeen(), { ledgerId, storeId });
    const ledgerFault = lost ?? marks.find(({ projection }) => projection === LEDGER_MARK)?.fault ?? null;
    const isRight = ledgerFault === null && projections.every(({ fault }) => fault === null);
    return { projections, ledgerFault, isRight };
  } catch (error) {
    throw translated(error, file);
  } finally {
    live.close();
  }
}

/** What keeps the projector from going on with the rows that serve, or those folded beside; null when nothing does. */
function otherLedger(
  checkpoints: readonly StoredCheckpoint[],
  name: string,
  ledgerId: string | null,
): string | null {
  const { serving, beside } = generationsOf(checkpoints, name);
  const other = [serving, beside].find((held) => held && held.ledgerId !== ledgerId);
  return other ? `its rows are of ledger ${other.ledgerId}, the store holds ${ledgerId ?? 'none'}` : null;
}

/** What the projector says when it stops because the store was put back behind its rows; null when it goes on. */
async function lostHistory(
  store: EventReader,
  seen: LastSeen | null,
  { ledgerId, storeId }: { readonly ledgerId: string | null; readonly storeId: string },
): Promise<string | null> {
  if (!seen) return null;
  try {
    await refuseOtherHistory(store, seen, { ledgerId: ledgerId ?? seen.ledgerId, storeId });
    return null;
  } catch (error) {
    if (error instanceof LedgerMismatch) return error.message;
    throw error;
  }
}
