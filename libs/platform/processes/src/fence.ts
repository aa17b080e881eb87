import type { Checkpoint } from '#platform/event-store';
import type { Installed } from './sqlite/process-table.js';

/** Where an entry stands, and its metadata as stored. */
export interface PassedEntry {
  readonly ordinal: number;
  readonly position: bigint;
  readonly metadata: Uint8Array;
}

/** Whether the entry is from before the installation: it is folded and not acted upon. */
export const isSilent = (
  { fence, fencePosition }: Installed,
  { ordinal, position }: Pick<PassedEntry, 'ordinal' | 'position'>,
): boolean => (fence === null ? fencePosition !== null && position <= fencePosition : ordinal <= fence);

/** How an installation stands at this place, having passed these entries. */
export function standingAt(held: Installed, place: Checkpoint, passed: readonly PassedEntry[]): Installed {
  if (held.isInstalled) return { ...held, ...place };
  const fence = held.fence ?? fenceAt(held, place, passed);
  return { ...held, ...place, fence, isInstalled: fence !== null && place.ordinal >= fence };
}

/** Known as soon as the head of the installation is reached. */
function fenceAt(
  { fencePosition }: Installed,
  { ordinal, position }: Checkpoint,
  passed: readonly PassedEntry[],
): number | null {
  if (fencePosition === null) return -1;
  if (position === null || position < fencePosition) return null;
  const beyond = passed.find((entry) => entry.position > fencePosition);
  return beyond ? beyond.ordinal - 1 : ordinal;
}
