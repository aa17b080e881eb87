import { sqliteCode } from '#platform/sqlite';

/** Codes of a database that is being made just now, or not there yet. */
const NOT_THERE_YET = ['SQLITE_CANTOPEN', 'SQLITE_ERROR', 'SQLITE_BUSY'];

/** Whether writing failed by what was written, not by the state of the disk: the same rows would fail again. */
export function isFaultOfRows(error: unknown): boolean {
  const code = sqliteCode(error);
  return code === null || /^SQLITE_(CONSTRAINT|MISMATCH|TOOBIG|RANGE)/.test(code);
}

/** Whether opening failed because the file or its tables are still to come. */
export function isNotThereYet(error: unknown): boolean {
  const code = sqliteCode(error);
  return code !== null && NOT_THERE_YET.some((known) => code === known || code.startsWith(`${known}_`));
}
