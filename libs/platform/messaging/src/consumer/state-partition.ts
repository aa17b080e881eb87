import { KeyedDigest, MARKER_KEY, parseMarker } from '../wire/index.js';
import { BrokenTopic, type VerifiedRecord } from './verified-record.js';

interface Held {
  readonly text: string | null;
  readonly value: unknown;
  readonly ordinal: number;
}

/**
 * One partition of a state topic as a consumer rebuilds it. Compaction takes records away, so sequences may jump;
 * they never fall, the ordinal rises with each value of a key, and a marker proves that the keys are all there.
 * A marker that does not agree is an error when nothing was compacted since the last one that did, and else leaves
 * the partition unproven until one agrees: what it missed stands further on, or is lost.
 */
export class StatePartition {
  private readonly held = new Map<string, Held>();
  private readonly digest = new KeyedDigest();
  private lastSequence = -1;
  private gap = false;
  private proof: number | null = null;
  private siblings = 0;
  private ledgerId: string | null = null;

  /** Throws BrokenTopic when the record contradicts what came before. */
  take(record: VerifiedRecord): void {
    const { key, sequence, ledgerId } = record;
    if (this.ledgerId !== null && ledgerId !== this.ledgerId)
      throw new BrokenTopic('other-ledger', record, `comes from ledger ${ledgerId}, not ${this.ledgerId}`);
    if (sequence <= this.lastSequence)
      throw new BrokenTopic(
        'repeat',
        record,
        `has sequence ${sequence} after ${this.lastSequence}: it came before`,
      );
    if (sequence !== this.lastSequence + 1) this.gap = true;
    this.lastSequence = sequence;
    this.ledgerId = ledgerId;
    if (key === MARKER_KEY) this.compare(record);
    else this.replace(record);
  }

  /** Ordinal of the last marker, when it agreed with everything read before it; null when it did not, or none came. */
  get provenAt(): number | null {
    return this.proof;
  }

  /** How many partitions the relay writes to, as the last marker says it; 0 before it is known. */
  get partitions(): number {
    return this.siblings;
  }

  /** Sequence of the last record read; -1 before the first. */
  get sequence(): number {
    return this.lastSequence;
  }

  /** Live keys and their values. */
  *entries(): Generator<readonly [string, unknown]> {
    for (const [key, { text, value }] of this.held) if (text !== null) yield [key, value];
  }

  private replace(record: VerifiedRecord): void {
    const { key, text, value, ordinal } = record;
    const before = this.held.get(key);
    if (before && ordinal < before.ordinal)
      throw new BrokenTopic(
        'older-ordinal',
        record,
        `key ${key} falls from ordinal ${before.ordinal} to ${ordinal}`,
      );
    this.digest.change(key, before?.text ?? null, text);
    this.held.set(key, { text, value, ordinal });
  }

  private compare(record: VerifiedRecord): void {
    const marker = parseMarker(record.text ?? '');
    const { liveKeys, digest } = this.digest.read();
    this.siblings = marker.partitions ?? this.siblings;
    if (liveKeys === marker.liveKeys && digest === marker.digest) {
      this.proof = marker.ordinal;
      this.gap = false;
    } else if (this.gap) this.proof = null;
    else
      throw new BrokenTopic(
        'incomplete',
        record,
        `holds ${liveKeys} keys where the marker counts ${marker.liveKeys}, or other values`,
      );
  }
}
