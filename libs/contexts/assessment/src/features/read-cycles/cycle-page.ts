import type { ListPage } from '#platform/http';
import { type Condition, InvalidCursor, type ReadModel } from '#platform/projections';
import type { CycleRow } from '../../read-models/cycles/cycles.projection.js';

/** A page goes on after a cycle. */
const CURSOR = /^\d{6}-\d{4}$/;

/**
 * Cycles of these places, by id. An id begins with the code of its place, so the places come in the order of their
 * codes, as a lineage from above does. Throws InvalidCursor on what is no cycle's id.
 */
export function cyclePage(
  rows: ReadModel<CycleRow>,
  places: readonly Condition[],
  limit: number,
  cursor?: string,
): ListPage<CycleRow> {
  if (cursor !== undefined && !CURSOR.test(cursor)) throw new InvalidCursor('no cycle');
  const after = cursor ?? '';
  const found: CycleRow[] = [];
  for (const jurisdiction of places) {
    if (found.length > limit) break;
    // Two more than the page: the range begins with the cycle it goes on after, and one tells whether there are more.
    const { items } = rows.list({ where: { jurisdiction, key: { from: after } }, limit: limit + 2 });
    found.push(...items.flatMap(({ key, row }) => (key > after ? [row] : [])));
  }
  const items = found.slice(0, limit);
  return { items, ...(found.length > limit && { cursor: items.at(-1)?.cycleId }) };
}
