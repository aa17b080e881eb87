import type { OutgoingRecord } from '../messaging.js';
import type { Parked, ParkReason, Place, RelayCheckpoint } from '../wire/index.js';
import type { PublishedContract } from './entry-reader.js';
import { Markers } from './markers.js';
import { ParkBook } from './park-book.js';
import { RecordWriter } from './record-writer.js';
import { Sequences } from './sequences.js';
import type { StateFold, ValueChange } from './state-fold.js';

/** Collects the records of the batch at hand, each with its sequence, and parks what cannot be sent. */
export class Publishing {
  readonly parked: ParkBook;
  private readonly sequences: Sequences;
  private readonly writer: RecordWriter;
  private readonly markers: Markers;
  private records: OutgoingRecord[] = [];
  /** Where the batch at hand begins: a key that has to wait is found from here. */
  private begin: Parked['after'];

  constructor(
    checkpoint: RelayCheckpoint,
    private readonly maxRecordBytes: number,
  ) {
    this.sequences = new Sequences(checkpoint.partitions, checkpoint.sequences);
    this.parked = new ParkBook(checkpoint.parked);
    this.writer = new RecordWriter(checkpoint.ledgerId, this.sequences, maxRecordBytes);
    this.markers = new Markers(this.sequences, this.writer);
    this.begin = { ordinal: checkpoint.ordinal, position: checkpoint.position };
  }

  beginAt({ ordinal, position }: Parked['after']): void {
    this.begin = { ordinal, position };
  }

  /** Sends a contract unless its key waits; one that is too large parks its key. */
  contract(contract: PublishedContract, at: Place): void {
    const { topic, key } = contract;
    if (topic === null || this.parked.holds(topic, key)) return;
    const record = this.writer.contract(contract, topic, at);
    if ('tooLarge' in record) this.parkTooLarge(topic, key, at, record.tooLarge);
    else this.records.push(record);
  }

  /** Sends a value, which ends the waiting of its key. False, and parked, when it is too large. */
  value(topic: string, context: string, change: ValueChange): boolean {
    const record = this.writer.value(change, topic, context);
    if ('tooLarge' in record) {
      this.parkTooLarge(topic, change.key, change.at, record.tooLarge);
      return false;
    }
    this.parked.release(topic, change.key);
    this.records.push(record);
    this.markers.changed(topic, change.partition);
    return true;
  }

  /** Lets a key, or with null the whole topic, wait from the beginning of the batch at hand. */
  park(topic: string, key: string | null, reason: ParkReason, detail: string, at: Place, bytes = 0): void {
    const { ordinal, stream, revision } = at;
    this.parked.park({ topic, key, reason, detail, ordinal, stream, revision, after: this.begin, bytes });
  }

  /** A marker for every partition of the fold's topic with so many changes since its last one. */
  mark(fold: StateFold, after: number, at: Place): void {
    this.records.push(...this.markers.due(fold, after, at));
  }

  /** Whether the value can be sent at all. */
  fits(change: ValueChange, topic: string, context: string): boolean {
    return this.writer.fits(change, topic, context);
  }

  get isEmpty(): boolean {
    return this.records.length === 0;
  }

  /** What a checkpoint keeps of it. */
  standing(): Pick<RelayCheckpoint, 'sequences' | 'parked'> {
    return { sequences: this.sequences.snapshot(), parked: this.parked.list() };
  }

  /** The records collected; the next batch begins with none. */
  taken(): readonly OutgoingRecord[] {
    const { records } = this;
    this.records = [];
    return records;
  }

  private parkTooLarge(topic: string, key: string, at: Place, bytes: number): void {
    this.park(topic, key, 'too-large', `${bytes} bytes, at most ${this.maxRecordBytes} are sent`, at, bytes);
  }
}
