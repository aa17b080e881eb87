import type { OutgoingRecord } from '../messaging.js';
import type { Place } from '../wire/index.js';
import type { RecordWriter } from './record-writer.js';
import type { Sequences } from './sequences.js';
import type { StateFold } from './state-fold.js';

/**
 * Which partitions of state topics changed since their last marker. A relay that starts trusts none, and marks those
 * without a key, too: else nobody could tell them from what was lost.
 */
export class Markers {
  private readonly unmarked = new Map<string, Map<number, number>>();

  constructor(
    private readonly sequences: Sequences,
    private readonly writer: RecordWriter,
  ) {}

  changed(topic: string, partition: number): void {
    const counts = this.of(topic);
    counts.set(partition, (counts.get(partition) ?? 0) + 1);
  }

  /** A marker for each partition that saw at least so many changes since its last one. */
  due(fold: StateFold, atLeast: number, at: Place): OutgoingRecord[] {
    const records: OutgoingRecord[] = [];
    for (const [partition, changes] of this.of(fold.topic)) {
      if (changes < atLeast) continue;
      const record = this.writer.marker(fold.reading(partition), fold.topic, partition, at);
      if ('tooLarge' in record) continue;
      records.push(record);
      this.of(fold.topic).delete(partition);
    }
    return records;
  }

  private of(topic: string): Map<number, number> {
    let counts = this.unmarked.get(topic);
    if (!counts) {
      const partitions = this.sequences.partitionsOf(topic);
      counts = new Map(Array.from({ length: partitions }, (_, partition) => [partition, 1]));
      this.unmarked.set(topic, counts);
    }
    return counts;
  }
}
