import type { ReadModel, RowQuery } from '#platform/projections';

const PAGE = 500;

/** Every row of a query, `page` at a time as they are asked for. */
export function* rowsOf<Row extends object>(
  model: ReadModel<Row>,
  query: Omit<RowQuery, 'limit' | 'cursor'>,
  page = PAGE,
): Generator<Row> {
  let cursor: string | undefined;
  do {
    const found = model.list({ ...query, limit: page, cursor });
    for (const { row } of found.items) yield row;
    cursor = found.cursor;
  } while (cursor !== undefined);
}
