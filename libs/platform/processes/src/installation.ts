import type { Checkpoint } from '#platform/event-store';
import { LedgerMismatch } from '#platform/projections';
import type { AnyProcess } from './process.js';
import { RunningProcess } from './running-process.js';
import type { ProcessFile } from './sqlite/process-file.js';
import type { Installed } from './sqlite/process-table.js';

/** The ledger as it is found at the start. */
export interface LedgerFound {
  readonly ledgerId: string;
  readonly storeId: string;
  readonly head: bigint | null;
  /** Instant. */
  readonly now: string;
}

/**
 * The processes of this build at their places. What is new is installed at the head; of a raised version the memory
 * is folded anew, silent up to where the earlier one had come. Throws LedgerMismatch where the file belongs to
 * another ledger.
 */
export function installAll(
  file: ProcessFile,
  processes: readonly AnyProcess[],
  found: LedgerFound,
): readonly RunningProcess[] {
  const stored = new Map(file.processes.all().map((installed) => [installed.name, installed]));
  return processes.map((process) => {
    const before = stored.get(process.name);
    const installed = placed(process, before, found);
    if (installed !== before) file.transactDurably(() => file.processes.install(installed));
    return new RunningProcess(file, process, installed);
  });
}

/** Where one reader for all of them has to start. */
export function startOf(
  running: readonly RunningProcess[],
  stored: readonly Installed[],
  found: LedgerFound,
): Checkpoint {
  const { ledgerId, storeId } = found;
  const start: Checkpoint = { ledgerId, storeId, ordinal: -1, position: null };
  const names = new Set(running.map(({ process }) => process.name));
  const held = stored.filter(({ name }) => names.has(name));
  if (held.length === 0 || held.some((each) => each.storeId !== storeId)) return start;
  const { ordinal, position } = held.reduce((least, each) => (each.ordinal < least.ordinal ? each : least));
  return { ...start, ordinal, position };
}

function placed(process: AnyProcess, before: Installed | undefined, found: LedgerFound): Installed {
  const { ledgerId, storeId, head, now } = found;
  const { name, version } = process;
  const start = { name, version, ledgerId, storeId, installedAt: now, ordinal: -1, position: null };
  if (!before) return { ...start, fence: null, fencePosition: head };
  if (before.ledgerId !== ledgerId)
    throw new LedgerMismatch(
      `process ${name} belongs to ledger ${before.ledgerId}, the store holds ${ledgerId}`,
    );
  // A position of another store says nothing here: an installation that was not finished begins again.
  if (before.fence === null && before.storeId !== storeId)
    return { ...start, fence: null, fencePosition: head };
  if (before.version === version) return before;
  const fence = before.fence === null ? null : Math.max(before.fence, before.ordinal);
  return { ...start, fence, fencePosition: before.fencePosition };
}
