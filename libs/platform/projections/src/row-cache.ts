import type { ChangedRow } from './encode-row.js';
import type { RowSource } from './evolve-event.js';
import { type HotLimits, HotRows } from './hot-rows.js';
import { KeyFilter } from '#platform/values';
import type { RowStorage } from './storage.js';

const UNCHANGED = -1;

/** A row the batch touches; the earlier values are those from before the ledger event at hand. */
class Slot implements ChangedRow {
  ordinal = UNCHANGED;
  revision = UNCHANGED;
  isNew = false;
  earlierRow: object | null = null;
  earlierOrdinal = UNCHANGED;
  earlierRevision = UNCHANGED;

  constructor(
    readonly key: string,
    public row: object | null,
    readonly stored: object | null,
    /** Of its JSON. */
    public characters: number,
  ) {}

  keep(): void {
    this.isNew = false;
    this.earlierRow = null;
  }

  takeBack(): void {
    this.row = this.earlierRow;
    this.ordinal = this.earlierOrdinal;
    this.revision = this.earlierRevision;
  }
}

/**
 * One projection's rows while a batch is folded: what the batch touches, over a bounded set of parsed rows that
 * were used lately, over storage. Changes of the current ledger event can be taken back as a whole.
 */
export class RowCache implements RowSource {
  private batch = new Map<string, Slot>();
  /** Asked for last: a row is read and then set. */
  private last: Slot | null = null;
  private readonly undo: Slot[] = [];
  private readonly hot: HotRows;
  /** Every key ever stored, when all of them were seen. */
  private readonly known: KeyFilter | null;

  constructor(
    private readonly storage: RowStorage,
    limits: HotLimits,
  ) {
    this.hot = new HotRows(limits);
    this.known = storage.isEmpty() ? new KeyFilter() : null;
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
    if (!slot.isNew) {
      slot.isNew = true;
      slot.earlierRow = slot.row;
      slot.earlierOrdinal = slot.ordinal;
      slot.earlierRevision = slot.revision;
      this.undo.push(slot);
    }
    slot.row = row;
    slot.ordinal = ordinal;
    slot.revision = revision;
  }

  /** The ledger event is folded whole: its changes stay. */
  keep(): void {
    for (const slot of this.undo) slot.keep();
    this.undo.length = 0;
  }

  /** Takes back what was set since {@link keep}. */
  takeBack(): void {
    for (const slot of this.undo) slot.takeBack();
    this.keep();
  }

  /** The same for one key. */
  takeBackOne(key: string): void {
    const slot = this.batch.get(key);
    if (slot?.isNew) slot.takeBack();
  }

  /** Rows changed by this batch, keys ascending. */
  changed(): readonly ChangedRow[] {
    const changed: Slot[] = [];
    for (const slot of this.batch.values()) if (slot.ordinal !== UNCHANGED) changed.push(slot);
    return changed.sort((a, b) => (a.key < b.key ? -1 : 1));
  }

  /** Rows that come with this batch, less those that go. */
  get growth(): number {
    let growth = 0;
    for (const { stored, row } of this.batch.values())
      growth += Number(row !== null) - Number(stored !== null);
    return growth;
  }

  get touched(): number {
    return this.batch.size;
  }

  /** The batch is stored. Its rows are kept at hand when they were there before: many are written once and never again. */
  settle(): void {
    for (const { key, row, stored, characters } of this.batch.values()) {
      if (row === null) this.hot.delete(key);
      else if (stored === null) this.known?.add(key);
      else this.hot.set(key, { row, characters });
    }
    this.forget();
  }

  /** Drops the batch. */
  forget(): void {
    this.batch = new Map();
    this.last = null;
    this.undo.length = 0;
  }

  private slot(key: string): Slot {
    if (this.last?.key === key) return this.last;
    let slot = this.batch.get(key);
    if (!slot) {
      slot = this.isNew(key) ? new Slot(key, null, null, 0) : this.storedSlot(key);
      this.batch.set(key, slot);
    }
    return (this.last = slot);
  }

  private isNew(key: string): boolean {
    return this.known !== null && !this.known.mayHave(key);
  }

  private storedSlot(key: string): Slot {
    const hot = this.hot.get(key);
    const stored = hot?.row ?? this.storage.get(key);
    return new Slot(key, stored, stored, hot?.characters ?? 0);
  }
}
