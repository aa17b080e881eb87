type Key = string | number;

const BUCKETS = 256;

/**
 * A map that never changes: `with` and `without` answer another one, which shares nearly everything with it. For
 * states that gather thousands of entries, where copying all of them with every event would cost the square of it.
 */
export class Keyed<K extends Key, Value> {
  private constructor(private readonly buckets: readonly ReadonlyMap<K, Value>[]) {}

  static empty<K extends Key, Value>(): Keyed<K, Value> {
    const none: ReadonlyMap<K, Value> = new Map();
    return new Keyed(Array<ReadonlyMap<K, Value>>(BUCKETS).fill(none));
  }

  get(key: K): Value | undefined {
    return this.bucket(key).get(key);
  }

  has(key: K): boolean {
    return this.bucket(key).has(key);
  }

  with(key: K, value: Value): Keyed<K, Value> {
    return this.exchanged(key, new Map(this.bucket(key)).set(key, value));
  }

  without(key: K): Keyed<K, Value> {
    if (!this.has(key)) return this;
    const bucket = new Map(this.bucket(key));
    bucket.delete(key);
    return this.exchanged(key, bucket);
  }

  private bucket(key: K): ReadonlyMap<K, Value> {
    return this.buckets[placeOf(key)] as ReadonlyMap<K, Value>;
  }

  private exchanged(key: K, bucket: ReadonlyMap<K, Value>): Keyed<K, Value> {
    const buckets = this.buckets.slice();
    buckets[placeOf(key)] = bucket;
    return new Keyed(buckets);
  }
}

function placeOf(key: Key): number {
  if (typeof key === 'number') return key & (BUCKETS - 1);
  let hash = 0;
  for (let at = 0; at < key.length; at++) hash = (hash * 31 + key.charCodeAt(at)) | 0;
  return (hash ^ (hash >>> 8) ^ (hash >>> 16)) & (BUCKETS - 1);
}
