import { UnreadableLog } from '../errors.js';
import { nameChecksum } from './event-checksum.js';
import type { Connection } from './log-file.js';

const CACHED_NAMES = 5_000;
/** From so many unknown names on they are looked up together, when no more than a few others lie between them. */
const TOGETHER = 16;
const OTHERS_BETWEEN = 4;

export interface Name {
  readonly name: string;
  /** {@link nameChecksum} */
  readonly checksum: number;
}

/** Names by number. They never change, so they are kept; when too many are, all are forgotten. */
export class Names {
  private readonly known = new Map<number, Name>();
  private readonly statement;
  private readonly range;

  constructor(
    db: Connection,
    private readonly table: 'streams' | 'types',
  ) {
    this.statement = db.prepare<[number], string>(`SELECT name FROM ${table} WHERE id = ?`).pluck();
    this.range = db
      .prepare<[number, number], [number, string]>(`SELECT id, name FROM ${table} WHERE id BETWEEN ? AND ?`)
      .raw();
  }

  /** Streams are numbered as they appear: those of a page of history lie side by side. */
  learn(ids: readonly number[]): void {
    const unknown = new Set<number>();
    let [low, high] = [Infinity, -1];
    for (const id of ids) {
      if (this.known.has(id)) continue;
      unknown.add(id);
      low = Math.min(low, id);
      high = Math.max(high, id);
    }
    if (unknown.size < TOGETHER) return;
    if (high - low > unknown.size * OTHERS_BETWEEN) return;
    if (this.known.size + high - low >= CACHED_NAMES) this.known.clear();
    for (const [id, name] of this.range.all(low, high))
      this.known.set(id, { name, checksum: nameChecksum(name) });
  }

  /** Throws {@link UnreadableLog} when there is none. */
  of(id: number): Name {
    const known = this.known.get(id);
    if (known !== undefined) return known;
    if (this.known.size >= CACHED_NAMES) this.known.clear();
    const name = this.statement.get(id);
    if (name === undefined)
      throw new UnreadableLog(`the event log is damaged: ${this.table} has no number ${id}`);
    const entry = { name, checksum: nameChecksum(name) };
    this.known.set(id, entry);
    return entry;
  }
}
