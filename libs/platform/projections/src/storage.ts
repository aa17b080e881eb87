import type { BoardEntry, IndexValue } from './projection.js';

/** A changed row, ready to be written. */
export interface RowWrite {
  readonly key: string;
  /** JSON; null deletes. */
  readonly row: string | null;
  readonly ordinal: number;
  readonly revision: number;
  /** Whether there was a row before. */
  readonly existed: boolean;
  /** In the order of the projection's declared indexes; null when they are as they were. */
  readonly indexes: readonly IndexValue[] | null;
  readonly left: readonly BoardEntry[];
  readonly joined: readonly BoardEntry[];
}

/** Where the rows of one generation lie. */
export interface RowStorage {
  get(key: string): object | null;
  keys(): IterableIterator<string>;
  isEmpty(): boolean;
  /** Within the transaction of the checkpoint; keys ascending. Boards are left out while the generation is not read yet. */
  write(writes: Iterable<RowWrite>): void;
}
