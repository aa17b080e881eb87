import { isUnreadable } from '#platform/sqlite';

/** What is to be done about a file of read models that is damaged or none of ours, after what is wrong with it. */
export const REMOVE_IT = 'stop the server and remove it with its -wal and -shm, and it is folded anew';

/** A file of read models whose structure is damaged, or that this build does not read. It can be removed. */
export class UnreadableReadModels extends Error {
  override readonly name = 'UnreadableReadModels';
  constructor(
    readonly file: string,
    /** What SQLite says of it, the first hundred; one sentence where it cannot be opened. */
    readonly faults: readonly string[],
  ) {
    super(`${file}: ${faults[0]}; ${REMOVE_IT}`);
  }
}

/** The error as {@link UnreadableReadModels} where SQLite cannot read the file; others as they are. */
export const translated = (error: unknown, file: string): unknown =>
  isUnreadable(error) ? new UnreadableReadModels(file, [(error as Error).message]) : error;
