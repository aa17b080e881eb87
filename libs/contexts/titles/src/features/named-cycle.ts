import { isWithin } from '#platform/values';
import type { KnownCycle } from '../read-models/known-cycles/known-cycles.projection.js';

export type CycleRefusal = 'unknown-cycle' | 'unit-outside-cycle';

/** Why a decision on a title of a unit standing there may not name the cycle, or null. */
export function refuseCycle(cycle: KnownCycle | undefined, unitJurisdiction: string): CycleRefusal | null {
  if (!cycle) return 'unknown-cycle';
  return isWithin(unitJurisdiction, cycle.jurisdiction) ? null : 'unit-outside-cycle';
}
