const WORDS = 2 ** 18;
const BITS = WORDS * 32;
const PROBES = 3;

/**
 * Remembers keys in one fixed megabyte: it never denies a key that was added, and rarely claims one that was not
 * (1 in 200 at half a million keys). Spares a look into storage for every row that is new.
 */
export class KeyFilter {
  private readonly bits = new Uint32Array(WORDS);

  add(key: string): void {
    let bit = hashOf(key);
    const step = stepOf(bit);
    for (let probe = 0; probe < PROBES; probe++) {
      const at = bit % BITS;
      this.bits[at >>> 5] = (this.bits[at >>> 5] as number) | (1 << (at & 31));
      bit = (bit + step) >>> 0;
    }
  }

  mayHave(key: string): boolean {
    let bit = hashOf(key);
    const step = stepOf(bit);
    for (let probe = 0; probe < PROBES; probe++) {
      const at = bit % BITS;
      if (((this.bits[at >>> 5] as number) & (1 << (at & 31))) === 0) return false;
      bit = (bit + step) >>> 0;
    }
    return true;
  }
}

/** FNV-1a over UTF-16 units, mixed once more. */
function hashOf(key: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < key.length; index++) hash = Math.imul(hash ^ key.charCodeAt(index), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b);
  return (hash ^ (hash >>> 13)) >>> 0;
}

/** Odd, so that probes of one key differ. */
const stepOf = (hash: number): number => (Math.imul(hash ^ (hash >>> 16), 0xc2b2ae35) | 1) >>> 0;
