const SEED = 0x9747b28c;
const M = 0x5bd1e995;

/**
 * The partition of a key, 0 … partitions - 1: murmur2 over its UTF-8 bytes, as Kafka's own clients do it, so that
 * another producer or a join places the same key alike.
 */
export const partitionOf = (key: string, partitions: number): number =>
  (murmur2(Buffer.from(key)) & 0x7fffffff) % partitions;

function murmur2(bytes: Uint8Array): number {
  const { length } = bytes;
  const view = new DataView(bytes.buffer, bytes.byteOffset, length);
  let hash = SEED ^ length;
  let at = 0;
  for (; at + 4 <= length; at += 4) hash = Math.imul(hash, M) ^ mixed(view.getInt32(at, true));
  const rest = length - at;
  if (rest > 2) hash ^= view.getUint8(at + 2) << 16;
  if (rest > 1) hash ^= view.getUint8(at + 1) << 8;
  if (rest > 0) hash = Math.imul(hash ^ view.getUint8(at), M);
  hash = Math.imul(hash ^ (hash >>> 13), M);
  return hash ^ (hash >>> 15);
}

function mixed(word: number): number {
  const product = Math.imul(word, M);
  return Math.imul(product ^ (product >>> 24), M);
}
