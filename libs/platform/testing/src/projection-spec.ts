import { deepStrictEqual } from 'node:assert/strict';
import { evolveEvent, type Projection, type ProjectionEvent } from '#platform/projections';
import { placed } from './happened.js';
import { deepFreeze, storedJson } from './purity.js';

/**
 * The rows a projection has after these events, keys and references resolved as the engine does. Rows and events
 * are frozen and rows go through JSON; every step runs twice and must answer the same. Throws on an event type
 * the projection does not handle: the spec means another one.
 */
export function foldRows<Row extends object, E extends ProjectionEvent>(
  projection: Projection<Row, E>,
  events: readonly E[],
): Map<string, Row> {
  const rows = new Map<string, Row>();
  const source = { get: (key: string) => rows.get(key) ?? null, keys: () => rows.keys() };
  for (const event of deepFreeze(placed(events))) {
    if (!projection.handles.includes(event.type))
      throw new Error(`${projection.name} does not handle ${event.type}`);
    const changes = evolveEvent(projection, event, source);
    deepStrictEqual(
      evolveEvent(projection, event, source),
      changes,
      `${projection.name} is not pure on ${event.type}`,
    );
    for (const { key, row } of changes)
      if (row === null) rows.delete(key);
      else rows.set(key, deepFreeze(storedJson(row as Row, key)));
  }
  return rows;
}

/** Given/row for projections: `projectionSpec(projection).given(events).row(key)`. */
export function projectionSpec<Row extends object, E extends ProjectionEvent>(
  projection: Projection<Row, E>,
) {
  return {
    given(events: readonly E[]) {
      const rows = foldRows(projection, events);
      return {
        rows,
        /** The row, or null where there is none. */
        row: (key: string): Row | null => rows.get(key) ?? null,
        /** Index values of a row by name; throws when there is no such row. */
        indexes: (key: string) =>
          Object.fromEntries(
            Object.entries(projection.indexes ?? {}).map(([name, of]) => [name, of(present(rows, key), key)]),
          ),
        /** Board entries of a row; throws when there is no such row. */
        boards: (key: string) => projection.boards?.(present(rows, key), key) ?? [],
      };
    },
  };
}

function present<Row>(rows: ReadonlyMap<string, Row>, key: string): Row {
  const row = rows.get(key);
  if (row === undefined) throw new Error(`no row ${key} among ${[...rows.keys()].join(', ') || 'none'}`);
  return row;
}
