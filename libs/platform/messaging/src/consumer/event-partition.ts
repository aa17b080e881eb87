import { BrokenTopic, type VerifiedRecord } from './verified-record.js';

/** How far a consumer is in one partition; kept with its own state, in the same transaction. */
export interface PartitionProgress {
  /** Decimal offset to read next. */
  readonly offset: string;
  /** Sequence the next record must have; null: whatever comes first. */
  readonly nextSequence: number | null;
  readonly ledgerId: string | null;
}

/** From the very first record: a topic whose beginning has expired is refused. */
export const FROM_THE_START: PartitionProgress = { offset: '0', nextSequence: 0, ledgerId: null };
/** From the first record that is still kept. */
export const FROM_WHAT_IS_KEPT: PartitionProgress = { offset: '0', nextSequence: null, ledgerId: null };

/** Checks that the records of an event topic's partition come whole, once and in order. */
export class EventPartition {
  constructor(private current: PartitionProgress) {}

  /** After the last record taken. */
  get progress(): PartitionProgress {
    return this.current;
  }

  /**
   * False where the record was taken before: Kafka delivers whole batches. Throws BrokenTopic and stays where it was
   * when it is not the next one, or the topic ends, at `end`, before what was taken: then it was made anew or cut back.
   */
  take(record: VerifiedRecord, end: string): boolean {
    const { offset, nextSequence, ledgerId } = this.current;
    if (ledgerId !== null && record.ledgerId !== ledgerId)
      throw new BrokenTopic('other-ledger', record, `comes from ledger ${record.ledgerId}, not ${ledgerId}`);
    if (BigInt(end) < BigInt(offset))
      throw new BrokenTopic(
        'repeat',
        record,
        `the topic ends at ${end} and was read up to ${offset} before: it was made anew or cut back`,
      );
    if (record.offset < BigInt(offset)) return false;
    if (nextSequence !== null && record.sequence !== nextSequence) throw outOfTurn(record, nextSequence);
    this.current = {
      offset: String(record.offset + 1n),
      nextSequence: record.sequence + 1,
      ledgerId: record.ledgerId,
    };
    return true;
  }
}

function outOfTurn(record: VerifiedRecord, next: number): BrokenTopic {
  const missing = record.sequence - next;
  const meaning =
    missing > 0
      ? `${missing} before it are missing, lost or no longer kept`
      : 'it came before, or the topic was made anew';
  const detail = `has sequence ${record.sequence} where ${next} is next: ${meaning}`;
  return new BrokenTopic(missing > 0 ? 'gap' : 'repeat', record, detail);
}
