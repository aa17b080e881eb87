import { hash } from 'node:crypto';

const MODULUS_MASK = (1n << 256n) - 1n;

/** What a digest says of a set of keys and values, as a marker carries it. */
export interface DigestReading {
  readonly liveKeys: number;
  /** 64 hex digits. */
  readonly digest: string;
}

/**
 * A digest over a set of (key, value text) that takes one change in constant time: the sum of their SHA-256
 * modulo 2^256. Equal sets have equal digests in whatever order they came about.
 */
export class KeyedDigest {
  private sum: bigint;
  private liveKeys: number;

  constructor(reading: DigestReading = { liveKeys: 0, digest: '0' }) {
    this.liveKeys = reading.liveKeys;
    this.sum = BigInt(`0x${reading.digest}`);
  }

  /** `before` and `after` are the key's value text; null is absent. */
  change(key: string, before: string | null, after: string | null): void {
    if (before !== null) {
      this.sum -= one(key, before);
      this.liveKeys--;
    }
    if (after !== null) {
      this.sum += one(key, after);
      this.liveKeys++;
    }
    this.sum &= MODULUS_MASK;
  }

  read(): DigestReading {
    return { liveKeys: this.liveKeys, digest: this.sum.toString(16).padStart(64, '0') };
  }
}

const one = (key: string, value: string): bigint =>
  BigInt(`0x${hash('sha256', `${Buffer.byteLength(key)}:${key}${value}`, 'hex')}`);
