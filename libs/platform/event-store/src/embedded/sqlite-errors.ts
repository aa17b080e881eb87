import { EventStoreUnavailable, UnreadableLog } from '../errors.js';

/** What SQLite reports when the file's content is at fault, not the circumstances. */
const DAMAGE = /^SQLITE_(CORRUPT|NOTADB|FORMAT|SCHEMA|ERROR|MISMATCH)/;

/** A write that was cut short; what SQLite had in hand is taken back and may be tried again. */
const NO_ROOM = /^(SQLITE_(FULL|IOERR_WRITE|IOERR_SHMSIZE)|EDQUOT|EFBIG)/;

const SENTENCES: readonly (readonly [RegExp, string])[] = [
  [/^(SQLITE_FULL|ENOSPC)/, 'the disk is full'],
  [NO_ROOM, 'the disk is full, or its quota or the largest file allowed is reached'],
  [/^(SQLITE_READONLY|EACCES|EPERM|EROFS)/, 'it cannot be written: file or folder is read-only'],
  [/^SQLITE_(BUSY|LOCKED)/, 'somebody else holds it locked for too long'],
  [/^SQLITE_CANTOPEN/, 'it cannot be opened: it is missing or access is not allowed'],
  [/^SQLITE_IOERR/, 'the disk reports an error'],
];

/** The code of an error of SQLite, or null; told by its name, because each module registry has its own class. */
export function sqliteCode(error: unknown): string | null {
  if (!(error instanceof Error) && !isErrorLike(error)) return null;
  const { name, code } = error as { name: string; code?: unknown };
  return name === 'SqliteError' && typeof code === 'string' ? code : null;
}

/** Whether the file's content is at fault. */
export const isDamage = (error: unknown): boolean => DAMAGE.test(sqliteCode(error) ?? '');

/** Whether there was no room to write; nothing was written, and it goes on when there is room again. */
export const isNoRoom = (error: unknown): boolean => NO_ROOM.test(sqliteCode(error) ?? '');

/** Errors of SQLite and of files as {@link UnreadableLog} or {@link EventStoreUnavailable} with a sentence; others as they are. */
export function translated(error: unknown, file: string): unknown {
  const code = sqliteCode(error) ?? fileCode(error);
  if (code === null) return error;
  if (isDamage(error))
    return new UnreadableLog(`${file} is damaged or no event log (${code}: ${(error as Error).message})`);
  const sentence = SENTENCES.find(([pattern]) => pattern.test(code))?.[1] ?? (error as Error).message;
  return new EventStoreUnavailable(`the event log ${file} is not available: ${sentence} (${code})`);
}

/** The code of an error that the system gave to a call on a file, or null. */
function fileCode(error: unknown): string | null {
  if (!isErrorLike(error)) return null;
  const { code, syscall } = error as { code?: unknown; syscall?: unknown };
  return typeof code === 'string' && typeof syscall === 'string' ? code : null;
}

const isErrorLike = (error: unknown): error is { name: string } =>
  typeof error === 'object' && error !== null && 'name' in error && 'message' in error;
