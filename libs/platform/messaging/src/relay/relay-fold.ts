import type { Checkpoint, LedgerEntry } from '#platform/event-store';
import { FoldFailure } from '#platform/projections';
import type { OutgoingRecord } from '../messaging.js';
import type { Parked, Place, RelayCheckpoint } from '../wire/index.js';
import type { EntryReader, ReadEntry } from './entry-reader.js';
import type { FoldLayer } from './fold-file.js';
import { Publishing } from './publishing.js';
import type { StateFold } from './state-fold.js';

/** A state topic's fold and the context it belongs to. */
export interface ContextFold {
  readonly context: string;
  readonly fold: StateFold;
  /** Being folded anew: what it says is compared with Kafka when it is whole. */
  rebuilding: boolean;
}

/** What one transaction commits, and what the private file takes over when it did. */
export interface Prepared {
  readonly records: readonly OutgoingRecord[];
  readonly checkpoint: RelayCheckpoint;
  readonly layers: readonly FoldLayer[];
}

const MARK_AFTER = 1_000;

/**
 * Turns ledger entries into records, from a checkpoint on: no clock, chance or I/O but the reads of its folds.
 * The same entries in the same batches from the same checkpoint give the same records.
 */
export class RelayFold {
  private readonly publishing: Publishing;

  constructor(
    private checkpoint: RelayCheckpoint,
    private readonly reader: EntryReader,
    private readonly folds: readonly ContextFold[],
    maxRecordBytes: number,
  ) {
    this.publishing = new Publishing(checkpoint, maxRecordBytes);
  }

  /** Everything there is to say of these entries; each state key once, with its last value. */
  take(entries: readonly LedgerEntry[], after: Checkpoint): Prepared {
    this.publishing.beginAt(this.checkpoint);
    let last: Place | null = this.checkpoint.anchor && {
      ...this.checkpoint.anchor,
      ordinal: this.checkpoint.ordinal,
    };
    for (const entry of entries) {
      const read = this.reader.read(entry);
      for (const contract of read.contracts) this.publishing.contract(contract, read.at);
      this.foldEntry(read);
      last = read.at;
    }
    for (const one of this.folds) {
      this.publish(one);
      if (last) this.publishing.mark(one.fold, MARK_AFTER, last);
    }
    return this.prepared(after, last);
  }

  /** Markers for every partition that changed since its last one; null when there is none. */
  mark(): Prepared | null {
    const { anchor, ordinal } = this.checkpoint;
    if (!anchor) return null;
    for (const { fold, rebuilding } of this.folds)
      if (!rebuilding) this.publishing.mark(fold, 1, { ...anchor, ordinal });
    return this.publishing.isEmpty ? null : this.same();
  }

  /** Folds entries that Kafka has seen already; nothing is published, and only what fits counts as published. */
  catchUp(entries: readonly LedgerEntry[], after: Checkpoint): readonly FoldLayer[] {
    this.publishing.beginAt(this.checkpoint);
    for (const entry of entries) this.foldEntry(this.reader.read(entry));
    for (const { context, fold, rebuilding } of this.folds)
      if (rebuilding) fold.hush();
      else fold.settle((change) => this.publishing.fits(change, fold.topic, context));
    return this.layers(after);
  }

  /** Publishes what differs from Kafka among these keys. */
  review(one: ContextFold, keys: readonly string[]): Prepared {
    const { anchor, ordinal } = this.checkpoint;
    if (anchor) for (const key of keys) one.fold.review(key, { ...anchor, ordinal });
    this.publish(one);
    return this.same();
  }

  /** Everything that is parked now. */
  get waiting(): readonly Parked[] {
    return this.publishing.parked.list();
  }

  /** Whether the whole topic is parked. */
  waits(topic: string): boolean {
    return this.publishing.parked.find(topic, null) !== undefined;
  }

  /** Nothing new: how the folds stand at the checkpoint. */
  standing(): readonly FoldLayer[] {
    return this.layers(checkpointOf(this.checkpoint));
  }

  /** Sends what waited of an event topic in these entries; `rest` is where it goes on waiting, null when all is sent. */
  release(waiting: Parked, entries: readonly LedgerEntry[], rest: Parked['after'] | null): Prepared {
    const { topic, key, ordinal } = waiting;
    this.publishing.beginAt(waiting.after);
    const { parked } = this.publishing;
    parked.release(topic, key);
    for (const entry of entries) {
      const { at, contracts } = this.reader.read(entry);
      if (at.ordinal < ordinal) continue;
      for (const contract of contracts)
        if (contract.topic === topic && (key ?? contract.key) === contract.key)
          this.publishing.contract(contract, at);
    }
    if (rest && !parked.find(topic, key))
      parked.park({ ...waiting, ordinal: Math.max(ordinal, rest.ordinal + 1), after: rest });
    return this.same();
  }

  /** Sends what the batch changed; a key that stands as Kafka has it waits for nothing any more. */
  private publish({ fold, context }: ContextFold): void {
    const { topic } = fold;
    fold.settle(
      (change) => this.publishing.value(topic, context, change),
      (key) => this.publishing.parked.release(topic, key),
    );
  }

  private foldEntry({ at, events }: ReadEntry): void {
    for (const { fold } of this.folds) {
      if (at.ordinal <= fold.ordinal || this.waits(fold.topic)) continue;
      try {
        for (const event of events) fold.fold(event, at);
        fold.ordinal = at.ordinal;
      } catch (error) {
        if (!(error instanceof FoldFailure)) throw error;
        this.publishing.park(
          fold.topic,
          null,
          'fold-failed',
          `${error.key ?? 'no key'}: ${error.message}`,
          at,
        );
      }
    }
  }

  /** The checkpoint stays where it is. */
  private same(): Prepared {
    return this.prepared(checkpointOf(this.checkpoint), this.checkpoint.anchor);
  }

  private prepared(at: Checkpoint, last: RelayCheckpoint['anchor']): Prepared {
    const anchor = last && {
      stream: last.stream,
      revision: last.revision,
      eventId: last.eventId,
      recordedAt: last.recordedAt,
    };
    const position = at.position === null ? null : String(at.position);
    const { partitions } = this.checkpoint;
    this.checkpoint = {
      ...at,
      position,
      anchor,
      partitions,
      ...this.publishing.standing(),
    };
    return { records: this.publishing.taken(), checkpoint: this.checkpoint, layers: this.layers(at) };
  }

  private layers({ ledgerId, storeId, ordinal, position }: Checkpoint): readonly FoldLayer[] {
    return this.folds.map(({ fold, rebuilding }) => {
      const { name, version } = fold.definition.projection as { name: string; version: number };
      const standing = {
        projection: name,
        version,
        ledgerId,
        storeId,
        ordinal,
        position: position === null ? null : String(position),
      };
      if (rebuilding || this.waits(fold.topic)) return fold.layer(null);
      return fold.layer(fold.ordinal > ordinal ? undefined : standing);
    });
  }
}

const checkpointOf = ({ ledgerId, ordinal, storeId, position }: RelayCheckpoint): Checkpoint => ({
  ledgerId,
  ordinal,
  storeId,
  position: position === null ? null : BigInt(position),
});
