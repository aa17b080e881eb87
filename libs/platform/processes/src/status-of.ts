import type { LedgerFollower } from './ledger-follower.js';
import type { AnyProcess } from './process.js';
import type { Installed } from './sqlite/process-table.js';
import type { ProcessFile } from './sqlite/process-file.js';
import type { ProcessStatus } from './status.js';

const installedFence = (installed?: Installed): number | null =>
  installed?.isInstalled ? installed.fence : null;

/** How every process stands: as it runs here, else as the file has it. */
export function statusOf(
  file: ProcessFile,
  processes: readonly AnyProcess[],
  follower: LedgerFollower | null,
): readonly ProcessStatus[] {
  const stored = new Map(file.processes.all().map((installed) => [installed.name, installed]));
  return processes.map(({ name, version }) => {
    const running = follower?.running.find(({ process }) => process.name === name);
    const { open, parked, shown } = file.outbox.of(name);
    const fault = running?.fault ?? null;
    return {
      name,
      version,
      state: fault === null ? 'active' : 'parked',
      reason: fault,
      ordinal: running?.ordinal ?? stored.get(name)?.ordinal ?? -1,
      fence: running ? running.fence : installedFence(stored.get(name)),
      outbox: { open, parked },
      timers: file.timers.of(name),
      parked: shown,
    };
  });
}
