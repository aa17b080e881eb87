import { countEntries, type EventStore, type LedgerEntry, type Position } from '#platform/event-store';

/** A place in the ledger: how many of its events lie before, and where the store goes on. */
export interface LedgerPlace {
  /** Ordinal of the last event before. */
  readonly ordinal: number;
  readonly position: Position | null;
}

const START: LedgerPlace = { ordinal: -1, position: null };
const PAGE = 1000;
/** Places are remembered this far apart. */
const STRIDE = 5000;

/** What one bounded walk over the ledger came to. */
export interface Walk {
  readonly entries: readonly LedgerEntry[];
  /** Where to go on; null at the end of the ledger. */
  readonly next: LedgerPlace | null;
}

/**
 * Walks the ledger from an ordinal. Ordinals are counted, never looked up; places met on the way are remembered,
 * so that a later walk starts near.
 */
export class LedgerWindow {
  private readonly known: LedgerPlace[] = [START];

  constructor(private readonly store: EventStore) {}

  /** The nearest remembered place at or before the ordinal. */
  placeBefore(ordinal: number): LedgerPlace {
    return this.known.findLast((place) => place.ordinal < ordinal) ?? START;
  }

  /** Entries from `place` on that `wanted` keeps: at most `limit`, after at most `budget` events were looked at. */
  async walk(
    place: LedgerPlace,
    wanted: (entry: LedgerEntry) => boolean,
    limit: number,
    budget: number,
  ): Promise<Walk> {
    const entries: LedgerEntry[] = [];
    // What a caller handed in is not known to be so: others would be told wrong ordinals.
    const isOurs = this.known.some(
      (each) => each.ordinal === place.ordinal && each.position === place.position,
    );
    let at = place;
    for (let looked = 0; looked < budget;) {
      const page = await this.store.readAll({ after: at.position, limit: Math.min(PAGE, budget) });
      for (const entry of countEntries(page.events, at.ordinal)) {
        if (!wanted(entry)) continue;
        entries.push(entry);
        if (entries.length === limit)
          return { entries, next: { ordinal: entry.ordinal, position: entry.recorded.position } };
      }
      looked += page.events.length;
      at = { ordinal: at.ordinal + countEntries(page.events, -1).length, position: page.next };
      if (page.end) return { entries, next: null };
      if (isOurs) this.remember(at, STRIDE);
    }
    // So that who goes on from here helps others, too.
    if (isOurs) this.remember(at, 1);
    return { entries, next: at };
  }

  private remember(place: LedgerPlace, stride: number): void {
    const last = this.known.at(-1) as LedgerPlace;
    if (place.ordinal >= last.ordinal + stride) this.known.push(place);
  }
}
