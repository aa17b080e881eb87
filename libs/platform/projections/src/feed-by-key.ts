import type { LedgerPlace } from './checkpoints.js';
import { tryRow } from './encode-row.js';
import { evolveByKey, FoldFailure } from './evolve-event.js';
import type { Fed } from './fed.js';
import type { AnyProjection, ProjectionEvent } from './projection.js';
import type { RowCache } from './row-cache.js';
import type { Skips } from './skips.js';

export interface FeedingByKey {
  readonly projection: AnyProjection;
  readonly rows: RowCache;
  readonly fed: Fed;
  readonly skips: Skips;
  /** Each new row is tried before it is taken. */
  readonly isCareful: boolean;
}

/**
 * Feeds one event key by key: a key that fails parks, unless an operator said to leave the event out there.
 * Answers why the whole projection cannot go on, null when it can. Throws what reading the file throws.
 */
export function feedByKey(
  { projection, rows, fed, skips, isCareful }: FeedingByKey,
  event: ProjectionEvent,
  before: LedgerPlace,
): string | null {
  const { ordinal, revision } = event.at;
  const said = (reason: string): string => `${event.type} at ordinal ${ordinal}: ${reason}`;
  const check = isCareful ? (key: string, row: object | null) => tryRow(projection, key, row) : null;
  try {
    const { changes, waits, failures } = evolveByKey(projection, event, rows, fed.keys, check);
    for (const { key, row } of changes) rows.set(key, row, ordinal, revision);
    if (waits) fed.counts.waits();
    for (const { key, reason } of failures) {
      if (skips.has(ordinal, key)) {
        fed.counts.skipsKey();
        continue;
      }
      rows.takeBackOne(key);
      if (!fed.parks(key, ordinal, said(reason), before))
        return `${fed.keys.size} keys are parked already; key ${key}, ${said(reason)}`;
    }
    return null;
  } catch (error) {
    if (error instanceof FoldFailure) return said(error.message);
    throw error;
  }
}
