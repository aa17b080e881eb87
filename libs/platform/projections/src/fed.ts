import type { LedgerPlace, StoredCheckpoint } from './checkpoints.js';
import { EventCounts, type Counted } from './event-counts.js';
import { ParkedKeys, type RefedKeys } from './parked-keys.js';

/** What one generation was fed up to now, beside its rows: goes on from a checkpoint and into the next. */
export class Fed {
  readonly counts: EventCounts;
  readonly keys: ParkedKeys;
  /** Revision of the last decision of an operator that was acted on. */
  heard: number;

  constructor(checkpoint: StoredCheckpoint) {
    this.counts = new EventCounts(checkpoint);
    this.keys = new ParkedKeys(checkpoint.parkedKeys);
    this.heard = checkpoint.heard;
  }

  get now(): Counted & Pick<StoredCheckpoint, 'parkedKeys' | 'heard'> {
    return { ...this.counts.now, parkedKeys: this.keys.list, heard: this.heard };
  }

  /** A key waits with the event at hand, behind `before`; false when there is no room for it. */
  parks(key: string, ordinal: number, reason: string, { storeId, position }: LedgerPlace): boolean {
    const place = { storeId, position: position === null ? null : String(position) };
    const isParked = this.keys.add({ key, ordinal, reason, ...place });
    if (isParked) this.counts.waits();
    return isParked;
  }

  /** The event at hand is taken back, whoever parked with it. */
  takeBack(ordinal: number): void {
    this.keys.removeSince(ordinal);
    this.counts.takeBack();
  }

  /** Parked keys were fed the events that waited. */
  refed({ fed, parked, waiting, skipped }: RefedKeys): void {
    for (const key of fed) this.keys.remove(key);
    for (const again of parked) this.keys.add(again);
    this.counts.settleWaiting(waiting, skipped);
  }
}
