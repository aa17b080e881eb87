import { InvalidCursor } from './read-models.js';

/** The parts (JSON) of the place where a page ended as a cursor, for lists that their routes put together. */
export const writePageCursor = (...parts: readonly unknown[]): string =>
  Buffer.from(JSON.stringify(parts)).toString('base64url');

/** The parts, whatever they are: whoever asks may have made them up. Throws InvalidCursor on what has none. */
export function readPageCursor(cursor: string): readonly unknown[] {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    return Array.isArray(parts) ? parts : [];
  } catch {
    throw new InvalidCursor('not a cursor');
  }
}
