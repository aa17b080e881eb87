import type { ReadModel } from './read-models.js';

/** Waits until a projection has seen the head of the store, or gives up after a deadline; never throws for being late. */
export type CatchUp = () => Promise<void>;

/**
 * Rows that commands are checked against. On a miss it waits for the head once, so that what was acknowledged
 * before is found; a race with what comes later is not its business.
 */
export class Directory<Row extends object> {
  constructor(
    private readonly rows: ReadModel<Row>,
    private readonly catchUp: CatchUp,
  ) {}

  /** Rows by key; keys that do not exist are missing from the answer. Throws ProjectionUnavailable. */
  async find(keys: readonly string[]): Promise<ReadonlyMap<string, Row>> {
    const wanted = new Set(keys);
    const found = this.rows.getMany([...wanted]);
    if (found.size === wanted.size) return found;
    await this.catchUp();
    return this.rows.getMany([...wanted]);
  }
}
