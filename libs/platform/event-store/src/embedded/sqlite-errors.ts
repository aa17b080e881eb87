import { NO_ROOM, sqliteCode } from '#platform/sqlite';
import { EventStoreUnavailable, UnreadableLog } from '../errors.js';

/** What SQLite reports when the file's content is at fault, not the circumstances. */
const DAMAGE = /^SQLITE_(CORRUPT|NOTADB|FORMAT|SCHEMA|ERROR|MISMATCH)/;

const SENTENCES: readonly (readonly [RegExp, string])[] = [
  [/^(SQLITE_FULL|ENOSPC)/, 'the disk is full'],
  [NO_ROOM, 'the disk is full, or its quota or the largest file allowed is reached'],
  [/^(SQLITE_READONLY|EACCES|EPERM|EROFS)/, 'it cannot be written: file or folder is read-only'],
  [/^SQLITE_(BUSY|LOCKED)/, 'somebody else holds it locked for too long'],
  [/^SQLITE_CANTOPEN/, 'it cannot be opened: it is missing or access is not allowed'],
  [/^SQLITE_IOERR/, 'the disk reports an error'],
];

/** Whether the file's content is at fault. */
export const isDamage = (error: unknown): boolean => DAMAGE.test(sqliteCode(error) ?? '');

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
