import { InvalidCursor } from '../read-models.js';

/** The order of a list and the last row of a page in it. */
export interface RowCursor {
  readonly orderBy: string | null;
  readonly descending: boolean;
  /** Index value of the row; null without an index, or where it is null. */
  readonly value: string | number | null;
  readonly key: string;
}

export const writeCursor = ({ orderBy, descending, value, key }: RowCursor): string =>
  Buffer.from(JSON.stringify([orderBy, descending, value, key])).toString('base64url');

/** Throws {@link InvalidCursor} unless it was written for a list in this order. */
export function readCursor(text: string, orderBy: string | null, descending: boolean): RowCursor {
  const parts = parse(text);
  if (!Array.isArray(parts) || parts.length !== 4) throw new InvalidCursor('not a cursor');
  const [order, down, value, key] = parts as unknown[];
  if (order !== orderBy || down !== descending)
    throw new InvalidCursor('the cursor belongs to a list in another order');
  if (!isIndexValue(value) || typeof key !== 'string') throw new InvalidCursor('not a cursor');
  return { orderBy, descending, value, key };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString());
  } catch {
    return null;
  }
}

const isIndexValue = (value: unknown): value is string | number | null =>
  value === null || typeof value === 'string' || typeof value === 'number';
