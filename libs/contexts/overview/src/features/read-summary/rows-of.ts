import type { ReadModel, RowQuery } from '#platform/projections';

const PAGE = 500;

/** Every row of a query, page by page as they are asked for. */
export function* rowsOf<Row extends object>(
  model: ReadModel<Row>,
  query: Omit<RowQuery, 'limit' | 'cursor'>,
): Generator<Row> {
  let cursor: string | undefined;
  do {
    const page = model.list({ ...query, limit: PAGE, cursor });
    for (const { row } of page.items) yield row;
    cursor = page.cursor;
  } while (cursor !== undefined);
}
