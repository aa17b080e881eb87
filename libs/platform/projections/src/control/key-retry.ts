import { countEntries, type Checkpoint, type EventReader, type LedgerEntry } from '#platform/event-store';
import type { LedgerPlace } from '../checkpoints.js';
import { tryRow } from '../encode-row.js';
import { FoldFailure } from '../evolve-event.js';
import type { ProjectionRun } from '../fold.js';
import type { ParkedKey, RefedKeys } from '../parked-keys.js';
import type { Keys, ProjectionEvent } from '../projection.js';
import type { EventRouter } from '../routing.js';
import { RetriedKey } from './retried-key.js';

const PAGE = 500;
const NO_REFERENCES: ReadonlyMap<string, object> = new Map();

export interface KeyRetryParts {
  readonly store: EventReader;
  readonly router: EventRouter;
  readonly run: ProjectionRun;
  /** Where the run's reader stands; null when the run has left it. */
  readonly place: () => Checkpoint | null;
  /** Called in the same turn in which the keys have come to where the reader stands. */
  readonly done: (refed: RefedKeys) => void;
  readonly signal: AbortSignal;
}

/**
 * Feeds a run's parked keys the events that wait, read again from the ledger, while the run goes on: their rows
 * stand still, so nobody else touches them. For projections without references only; those of others would see
 * rows of another time.
 */
export class KeyRetry {
  private readonly keys: ReadonlyMap<string, RetriedKey>;
  private waiting = 0;
  private skipped = 0;
  private at: LedgerPlace;

  constructor(readonly parts: KeyRetryParts) {
    const { run, place } = parts;
    const parked = run.parkedKeys.list;
    this.keys = new Map(parked.map(({ key, ordinal }) => [key, new RetriedKey(key, ordinal, run.row(key))]));
    this.at = startOf(parked, place()?.storeId ?? '');
  }

  /** Returns when it is done, or when the run is gone. Throws the store's errors; FoldFailure where keys cannot be named. */
  async run(): Promise<void> {
    const { place, signal, done } = this.parts;
    while (!signal.aborted) {
      const goal = place()?.ordinal;
      if (goal === undefined) return;
      if (this.at.ordinal < goal) await this.readOn();
      else {
        done(this.refed());
        return;
      }
    }
  }

  private async readOn(): Promise<void> {
    const { store, place } = this.parts;
    const page = await store.readAll({ after: this.at.position, limit: PAGE });
    const reached = place()?.ordinal ?? -1;
    const entries = countEntries(page.events, this.at.ordinal);
    for (const entry of entries) {
      if (entry.ordinal > reached) return;
      this.feed(entry);
      this.at = { ...this.at, ordinal: entry.ordinal, position: entry.recorded.position };
    }
    this.at = { ...this.at, position: page.next };
    if (page.end && this.at.ordinal < reached)
      throw new Error(`the ledger ends at ordinal ${this.at.ordinal}, events wait beyond it`);
  }

  private feed(entry: LedgerEntry): void {
    const handled = this.parts.run.projection.handles as readonly string[];
    let [waits, isSkipped] = [false, false];
    const { events, broken } = this.parts.router.open(entry);
    if (broken?.contracts.some((type) => handled.includes(type))) throw new FoldFailure(null, broken.error);
    for (const event of events) {
      if (!handled.includes(event.type)) continue;
      for (const key of this.keysOf(event)) {
        const retried = this.keys.get(key);
        if (!retried) waits ||= this.waitsSince(key, entry.ordinal);
        else if (retried.missed(entry.ordinal)) {
          if (!retried.parked && !this.evolve(retried, event)) isSkipped = true;
          waits ||= retried.parked !== null;
        }
      }
    }
    if (waits) this.waiting++;
    else if (isSkipped) this.skipped++;
  }

  private keysOf(event: ProjectionEvent): Iterable<string> {
    const { projection, parkedKeys } = this.parts.run;
    const keys = namedBy(() => projection.keysOf(event));
    if (keys !== 'every-row') return new Set(keys);
    const others = parkedKeys.list.map(({ key }) => key).filter((key) => !this.keys.has(key));
    return [...others, ...[...this.keys.values()].filter(({ row }) => row !== null).map(({ key }) => key)];
  }

  /** Parked since the retry began. */
  private waitsSince(key: string, ordinal: number): boolean {
    const parked = this.parts.run.parkedKeys.get(key);
    return parked !== undefined && parked.ordinal <= ordinal;
  }

  /** False when an operator wants the event left out, since it fails still. */
  private evolve(retried: RetriedKey, event: ProjectionEvent): boolean {
    const { projection, skips } = this.parts.run;
    const { ordinal, revision } = event.at;
    try {
      const row = projection.evolve(retried.row, event, retried.key, NO_REFERENCES) as object | null;
      tryRow(projection, retried.key, row);
      if (row !== retried.row) retried.set(row, ordinal, revision);
      return true;
    } catch (error) {
      if (skips.has(ordinal, retried.key)) return false;
      const reason = `${event.type} at ordinal ${ordinal}: ${error instanceof Error ? error.message : String(error)}`;
      const { storeId, position } = this.at;
      const place = { storeId, position: position === null ? null : String(position) };
      retried.park({ key: retried.key, ordinal, reason, ...place });
      return true;
    }
  }

  private refed(): RefedKeys {
    const keys = [...this.keys.values()];
    return {
      rows: keys.flatMap(({ changed }) => changed),
      fed: keys.map(({ key }) => key),
      parked: keys.flatMap(({ parked }) => parked ?? []),
      waiting: this.waiting,
      skipped: this.skipped,
    };
  }
}

function namedBy(naming: () => Keys): Keys {
  try {
    return naming();
  } catch (error) {
    throw new FoldFailure(null, error);
  }
}

/** Just before the first event that waits; in another store, the start of the ledger. */
function startOf(parked: readonly ParkedKey[], storeId: string): LedgerPlace {
  const none: LedgerPlace = { ordinal: -1, storeId, position: null };
  if (parked.some((key) => key.storeId !== storeId)) return none;
  const [first] = [...parked].sort((a, b) => a.ordinal - b.ordinal);
  if (!first) return none;
  return {
    ordinal: first.ordinal - 1,
    storeId,
    position: first.position === null ? null : BigInt(first.position),
  };
}
