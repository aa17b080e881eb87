/** A write that was cut short; what SQLite had in hand is taken back and may be tried again. */
export const NO_ROOM = /^(SQLITE_(FULL|IOERR_WRITE|IOERR_SHMSIZE)|EDQUOT|EFBIG)/;

/** The code of an error of SQLite, or null; told by its name, because each module registry has its own class. */
export function sqliteCode(error: unknown): string | null {
  if (typeof error !== 'object' || error === null) return null;
  const { name, code } = error as { readonly name?: unknown; readonly code?: unknown };
  return name === 'SqliteError' && typeof code === 'string' ? code : null;
}

/** Whether there was no room to write; nothing was written, and it goes on when there is room again. */
export const isNoRoom = (error: unknown): boolean => NO_ROOM.test(sqliteCode(error) ?? '');

/** Whether the file is no database, or one whose structure is damaged. */
export const isUnreadable = (error: unknown): boolean =>
  /^SQLITE_(NOTADB|CORRUPT)/.test(sqliteCode(error) ?? '');

/** The error; where the file cannot be read as a database, its message says which file that is and what to do. */
export function namingFile(error: unknown, path: string, remedy: string): unknown {
  if (!isUnreadable(error)) return error;
  const named = error as { message: string };
  named.message = `${path}: ${named.message}; ${remedy}`;
  return error;
}
