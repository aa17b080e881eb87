import { LRUCache } from 'lru-cache';
import type { ChangedRow } from './encode-row.js';
import type { RowSource } from './evolve-event.js';
import type { RowStorage } from './storage.js';

interface Slot {
  readonly key: string;
  row: object | null;
  readonly stored: object | null;
  ordinal: number;
  revision: number;
  before: { readonly row: object | null; readonly ordinal: number; readonly revision: number } | null;
}

const UNCHANGED = -1;

/**
 * One projection's rows while a batch is folded: what the batch touches, over a bounded set of parsed rows that
 * were used lately, over storage. Changes of the current ledger event can be taken back as a whole.
 */
export class RowCache implements RowSource {
  private batch = new Map<string, Slot>();
  private readonly undo: Slot[] = [];
  private readonly hot: LRUCache<string, object>;
  /** Every row there is lies in `hot`: what is not there does not exist. */
  private complete: boolean;

  constructor(
    private readonly storage: RowStorage,
    hotRows: number,
  ) {
    this.complete = storage.isEmpty();
    this.hot = new LRUCache({
      max: hotRows,
      dispose: (_row, _key, why) => {
        if (why === 'evict') this.complete = false;
      },
    });
  }

  get(key: string): object | null {
    return this.slot(key).row;
  }

  *keys(): IterableIterator<string> {
    for (const key of this.storage.keys()) if (this.batch.get(key)?.row !== null) yield key;
    for (const { key, stored, row } of this.batch.values()) if (stored === null && row !== null) yield key;
  }

  set(key: string, row: object | null, ordinal: number, revision: number): void {
    const slot = this.slot(key);
    if (slot.before === null) {
      slot.before = { row: slot.row, ordinal: slot.ordinal, revision: slot.revision };
      this.undo.push(slot);
    }
    slot.row = row;
    slot.ordinal = ordinal;
    slot.revision = revision;
  }

  /** The ledger event is folded whole: its changes stay. */
  keep(): void {
    for (const slot of this.undo) slot.before = null;
    this.undo.length = 0;
  }

  /** Takes back what was set since {@link keep}. */
  takeBack(): void {
    for (const slot of this.undo) {
      Object.assign(slot, slot.before);
      slot.before = null;
    }
    this.undo.length = 0;
  }

  /** Rows changed by this batch, keys ascending. */
  changed(): readonly ChangedRow[] {
    const changed: Slot[] = [];
    for (const slot of this.batch.values()) if (slot.ordinal !== UNCHANGED) changed.push(slot);
    return changed.sort((a, b) => (a.key < b.key ? -1 : 1));
  }

  get touched(): number {
    return this.batch.size;
  }

  /** The batch is stored: its rows are what storage holds now. */
  settle(): void {
    for (const { key, row } of this.batch.values())
      if (row === null) this.hot.delete(key);
      else this.hot.set(key, row);
    this.forget();
  }

  /** Drops the batch. */
  forget(): void {
    this.batch = new Map();
    this.undo.length = 0;
  }

  private slot(key: string): Slot {
    let slot = this.batch.get(key);
    if (!slot) {
      const stored = this.hot.get(key) ?? (this.complete ? null : this.storage.get(key));
      slot = { key, row: stored, stored, ordinal: UNCHANGED, revision: UNCHANGED, before: null };
      this.batch.set(key, slot);
    }
    return slot;
  }
}
