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
  const { ledgerId, storeId, head } = found;
  const { name, version } = process;
  const start = { name, version, ledgerId, storeId, ordinal: -1, position: null };
  if (!before) return { ...start, isInstalled: false, fence: head === null ? -1 : null, fencePosition: head };
  if (before.ledgerId !== ledgerId)
    throw new LedgerMismatch(
      `process ${name} belongs to ledger ${before.ledgerId}, the store holds ${ledgerId}`,
    );
  if (before.isInstalled && before.version === version) return before;
  if (before.isInstalled)
    return {
      ...start,
      isInstalled: false,
      fence: Math.max(before.fence ?? -1, before.ordinal),
      fencePosition: null,
    };
  // One that was not finished begins again; a position of another store says nothing here.
  const fencePosition = before.storeId === storeId ? before.fencePosition : head;
  return { ...start, isInstalled: false, fence: before.fence, fencePosition };
}
